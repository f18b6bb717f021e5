/** Runs a test runner inside the extension host of the npm server build, with headless Chromium as its window, as microsoft/vscode runs its own browser tests. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import { ensureChromium } from './chromium.mjs';
import { ensureCodeServer, startServer } from './codeServer.mjs';
import { HarnessError, TEST_HOME } from './log.mjs';

/**
 * What the window says of itself in every run, with what was left out of the install (native modules, the marketplace) and of a closed network.
 * Everything else reaches the terminal; all of it stands in .vscode-test/logs/.
 */
const NOISE = [
  /spdlog|native-watchdog|Release\/watchdog|windows-process-tree|node-pty|kerberos|keytar/,
  /open-vsx\.org|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|net::ERR_/,
  /^(Resolving|Resolved) connection token|^Creating a socket|^\[reconnection-grace-time\]|^\[remote-connection\]/,
  /^Updating additional builtin extensions cache|^\[AgentHost|^\[AccountPolicyGate\]|Service ?Worker|CodeExpectedError: .*(agent|chat)/i,
  /^(Canceled: )+|^\[DefaultAccount\]|^\[chat-/,
];

/** An error of the window's own: every frame of its stack is VS Code's, and it does not speak of us. */
function isWindowsOwn(text) {
  const frames = text.split('\n').filter((line) => /^\s+at /.test(line));
  return frames.length > 0 && frames.every((line) => /workbench\.js|\(<anonymous>\)$/.test(line)) && !/pressmark/i.test(text);
}

/** A host that is silent for so long is not going to finish. */
const SILENCE_LIMIT = 180_000;

function logFile(name) {
  const file = path.join(TEST_HOME, 'logs', `${name}.log`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '');
  return (line) => appendFileSync(file, `${line}\n`);
}

/**
 * @param {object} options
 * @param {string} options.extensionPath the folder of the extension's manifest
 * @param {string} options.testsPath the script whose `run()` is called inside the host; for the browser host it must lie within extensionPath
 * @param {string} [options.target] folder or .code-workspace to open
 * @param {object} [options.settings]
 * @param {string} [options.dataDir] server data with `data/User/settings.json` prepared
 * @param {number} [options.port] a window finds what it kept for a folder at the same port only
 * @param {boolean} [options.workspaceTrust] true: the folder starts restricted
 * @param {Record<string, string>} [options.env]
 * @returns {Promise<number>} the exit code: 0 when run() resolved
 */
export async function runTestsInServer({ extensionPath, testsPath, target, settings, dataDir, port, workspaceTrust, env }) {
  const executablePath = await ensureChromium();
  const editor = await ensureCodeServer();
  const { chromium } = await import('playwright-core');
  const server = await startServer(editor, { dataDir, port, settings, workspaceTrust, env });
  const browser = await chromium.launch({ executablePath, args: ['--disable-gpu'] });
  try {
    const page = await (await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 800 } })).newPage();
    const remote = (file) => `vscode-remote://${server.authority}${file}`;
    const payload = [
      ['extensionDevelopmentPath', remote(extensionPath)],
      ['extensionTestsPath', remote(testsPath)],
      ['skipWelcome', 'true'],
      ['skipReleaseNotes', 'true'],
    ];
    const log = logFile(path.basename(path.dirname(testsPath)));
    const complaints = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    return await new Promise((resolve, reject) => {
      const fail = (why) =>
        reject(
          new HarnessError(`${why}\nThe window said last:\n${complaints.slice(-10).join('\n')}\nThe server said last:\n${server.output.slice(-10).join('\n')}`),
        );
      let timer;
      const alive = () => {
        clearTimeout(timer);
        timer = setTimeout(() => fail(`The tests inside VS Code were silent for ${SILENCE_LIMIT / 1000} s and were given up.`), SILENCE_LIMIT);
      };
      const settle = (code) => {
        clearTimeout(timer);
        resolve(code);
      };
      alive();
      page.on('crash', () => fail('The browser window crashed.'));
      server.child.once('exit', (code) => fail(`The VS Code server ended with code ${code} in the middle of the tests.`));
      Promise.all([
        page.exposeFunction('codeAutomationLog', (type, args) => {
          alive();
          const text = format(...args);
          log(`[${type}] ${text}`);
          if (!NOISE.some((pattern) => pattern.test(text)) && !isWindowsOwn(text)) console.log(text);
        }),
        page.exposeFunction('codeAutomationExit', (code) => settle(code)),
      ])
        .then(() => page.goto(server.address(target, payload)))
        .catch((error) => fail(`VS Code's window could not be opened: ${error.message}`));
    });
  } finally {
    await browser.close();
    await server.stop();
  }
}
