/**
 * npm start: builds Pressmark, packages it, and opens the sample articles in seeds/ in VS Code.
 *
 *   npm start [-- --server]     --server: the npm server build in the browser even if there is a desktop VS Code
 *   PORT=8123 npm start         the server's port
 *
 * The user's own VS Code (`code` on the PATH) is given folders of its own under .vscode-test, so nobody's extensions or settings are touched.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ensureCodeServer, installExtension, QUIET_SETTINGS, startServer } from './codeServer.mjs';
import { cleanEnvironment, entry, HarnessError, ROOT, run, say, TEST_HOME, which } from './log.mjs';
import { packageVsix } from './package.mjs';
import { ensurePackages } from './setup.mjs';

const SEEDS = path.join(ROOT, 'seeds');
const HOME = path.join(TEST_HOME, 'start');

entry(async () => {
  const wantsServer = process.argv.includes('--server');
  const port = readPort();
  await ensurePackages();
  const vsix = await packageVsix();
  const code = wantsServer ? undefined : await usableDesktop();
  return code ? openInDesktop(code, vsix) : openInServer(vsix, port);
});

function readPort() {
  const text = process.env.PORT ?? '0';
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new HarnessError(`PORT is "${text}"; it must be a number from 1 to 65535.`);
  return port;
}

/** `code`, if it can open a window here and is new enough; otherwise says why the server build is used. */
async function usableDesktop() {
  const code = await which('code');
  if (!code) {
    say('There is no "code" on the PATH; using the npm server build of VS Code in the browser');
    return undefined;
  }
  if (process.env.VSCODE_IPC_HOOK_CLI) {
    say('This is a terminal inside a remote VS Code; using the npm server build of VS Code in the browser');
    return undefined;
  }
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    say('There is no display for the desktop VS Code; using the npm server build of VS Code in the browser');
    return undefined;
  }
  const floor = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).engines.vscode.replace(/^[^\d]*/, '');
  const version = await desktopVersion(code);
  if (!version || isOlder(version, floor)) {
    say(`The VS Code at ${code} is ${version ?? 'of an unknown version'} and Pressmark wants ${floor} or later; using the npm server build in the browser`);
    return undefined;
  }
  return code;
}

async function desktopVersion(code) {
  try {
    const { stdout } = await promisify(execFile)(code, [...asRoot(), '--version'], { timeout: 30_000, shell: process.platform === 'win32' });
    return /^\d+\.\d+\.\d+/m.exec(stdout)?.[0];
  } catch {
    return undefined;
  }
}

function isOlder(version, floor) {
  const [a, b] = [version, floor].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)));
  for (let i = 0; i < 3; i += 1) if (a[i] !== b[i]) return a[i] < b[i];
  return false;
}

/** VS Code refuses to run as root without these two. */
function asRoot() {
  return process.getuid?.() === 0 ? ['--no-sandbox', `--user-data-dir=${path.join(HOME, 'user')}`] : [];
}

async function openInDesktop(code, vsix) {
  const user = path.join(HOME, 'user/User');
  mkdirSync(user, { recursive: true });
  if (!existsSync(path.join(user, 'settings.json'))) writeFileSync(path.join(user, 'settings.json'), JSON.stringify(QUIET_SETTINGS, null, 2));
  const folders = [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--user-data-dir=${path.join(HOME, 'user')}`,
    `--extensions-dir=${path.join(HOME, 'desktop-extensions')}`,
  ];
  say(`Installing Pressmark into a profile of its own for ${code}`);
  const orElse = `Your VS Code (${code}) did not accept the extension; its own words are above. "npm start -- --server" opens the npm server build instead.`;
  await run(code, [...folders, '--install-extension', vsix, '--force'], { quiet: 'installing the extension', orElse, env: cleanEnvironment() });
  await run(code, [...folders, '--new-window', '--disable-workspace-trust', SEEDS], { quiet: 'opening VS Code', orElse, env: cleanEnvironment() });
  console.log(`\nPressmark is open in your VS Code, with the articles of ${SEEDS}.`);
  return 0;
}

async function openInServer(vsix, port) {
  const editor = await ensureCodeServer();
  const extensionsDir = path.join(HOME, 'server-extensions');
  const dataDir = path.join(HOME, 'server');
  say('Installing Pressmark into it');
  rmSync(extensionsDir, { recursive: true, force: true });
  await installExtension(editor, vsix, { extensionsDir, dataDir });
  say('Starting it');
  const server = await startServer(editor, { port, dataDir, extensionsDir, smokeDriver: false });
  console.log(
    `\nPressmark is open at ${server.url}?folder=${SEEDS.split(path.sep).map(encodeURIComponent).join('/')}\nOpen this address in a browser. Ctrl+C ends it.`,
  );
  endWithParent();
  const code = await new Promise((resolve) => server.child.once('exit', resolve));
  throw new HarnessError(`The VS Code server ended by itself with code ${code}. It said last:\n${server.output.slice(-10).join('\n')}`);
}

/** npm that is ended by a signal does not pass it on: whoever has lost the process that started it, ends, and the server with it. */
function endWithParent() {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && process.exit(143), 500).unref();
}
