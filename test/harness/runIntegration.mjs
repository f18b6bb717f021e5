/**
 * The integration tests, inside a real extension host: on the npm server build always (where it runs), and on a desktop VS Code as well where there is one.
 * One entry for both, @vscode/test-electron's runTests: only the executable differs.
 *
 *   node test/harness/runIntegration.mjs [--server | --desktop | --download]
 *
 * VSCODE_EXECUTABLE names a desktop VS Code; --download fetches one into .vscode-test.
 * The tests work on a copy of test/fixtures/workspace (or of seeds/ if there is none), so nothing in the repository changes.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureChromium } from './chromium.mjs';
import { ensureCodeServer, serverIsSupported } from './codeServer.mjs';
import { entry, HarnessError, ROOT, say, temporaryDirectory, TEST_HOME } from './log.mjs';

const DESKTOP = {
  linux: ['/usr/share/code/code', '/usr/lib/code/code', '/opt/visual-studio-code/code', '/snap/code/current/usr/share/code/code'],
  darwin: ['/Applications/Visual Studio Code.app/Contents/MacOS/Code', '/Applications/Visual Studio Code.app/Contents/MacOS/Electron'],
  win32: [process.env.LOCALAPPDATA, process.env.PROGRAMFILES].flatMap((base) =>
    base ? [path.join(base, 'Programs/Microsoft VS Code/Code.exe'), path.join(base, 'Microsoft VS Code/Code.exe')] : [],
  ),
};

/** The desktop VS Code of this machine, if its window could be shown. */
function findDesktop() {
  const given = process.env.VSCODE_EXECUTABLE;
  if (given) {
    if (existsSync(given)) return given;
    throw new HarnessError(`VSCODE_EXECUTABLE is ${given}, and there is no such file.`);
  }
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined;
  return (DESKTOP[process.platform] ?? []).find((file) => existsSync(file));
}

/** Settings of the test window, the same on both editors. */
const SETTINGS = {
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'update.mode': 'none',
  'files.simpleDialog.enable': true,
};

async function runOn(name, vscodeExecutablePath) {
  const { runTests } = await import('@vscode/test-electron');
  say(`Integration tests on ${name}`);
  const home = temporaryDirectory('integration');
  const workspace = path.join(home, 'workspace');
  const source = path.join(ROOT, 'test/fixtures/workspace');
  cpSync(existsSync(source) ? source : path.join(ROOT, 'seeds'), workspace, { recursive: true });
  const userData = path.join(home, 'user');
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify(SETTINGS));
  try {
    return await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: ROOT,
      extensionTestsPath: path.join(ROOT, 'out/test/integration/index.js'),
      launchArgs: [
        workspace,
        `--user-data-dir=${userData}`,
        `--extensions-dir=${path.join(home, 'extensions')}`,
        '--disable-extensions',
        '--disable-telemetry',
      ],
      extensionTestsEnv: { PRESSMARK_REPOSITORY: ROOT, PRESSMARK_WORKSPACE: workspace, PRESSMARK_DATA: userData },
    });
  } catch (error) {
    if (error?.name === 'TestRunFailedError' || /Test run (failed|terminated)/.test(String(error))) return 1;
    throw error;
  }
}

export async function runIntegration(only) {
  const runs = [];
  if (only !== 'desktop' && only !== 'download' && serverIsSupported) {
    await ensureChromium();
    const editor = await ensureCodeServer();
    runs.push([`VS Code ${editor.vscode}, npm server build`, fileURLToPath(new URL('vscode-executable.mjs', import.meta.url))]);
  }
  if (only === 'download') {
    const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
    say('Downloading the desktop VS Code');
    runs.push(['the downloaded desktop VS Code', await downloadAndUnzipVSCode({ cachePath: TEST_HOME })]);
  }
  if (only !== 'server' && only !== 'download') {
    const desktop = findDesktop() ?? downloadedEarlier();
    if (desktop) runs.push([`the desktop VS Code at ${desktop}`, desktop]);
    else say('No desktop VS Code that could show a window here; VSCODE_EXECUTABLE names one');
  }
  if (runs.length === 0)
    throw new HarnessError(
      'There is no VS Code to run the integration tests in. Install it from https://code.visualstudio.com, or set VSCODE_EXECUTABLE to its executable.',
    );
  let code = 0;
  for (const [name, executable] of runs) code = (await runOn(name, executable)) || code;
  return code;
}

/** Where test-electron has unpacked one before, it is run again without asking the network. */
function downloadedEarlier() {
  if (!existsSync(TEST_HOME) || (process.platform === 'linux' && !process.env.DISPLAY)) return undefined;
  const inside = { linux: 'code', win32: 'Code.exe', darwin: 'Visual Studio Code.app/Contents/MacOS/Electron' }[process.platform];
  const folder = readdirSync(TEST_HOME).find((name) => name.startsWith('vscode-') && inside && existsSync(path.join(TEST_HOME, name, inside)));
  return folder && path.join(TEST_HOME, folder, inside);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) entry(() => runIntegration(process.argv[2]?.replace(/^--/, '')));
