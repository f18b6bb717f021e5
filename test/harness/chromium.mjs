/** Finds a Chromium to drive, or brings one with apt on Debian, or says what to install. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cleanEnvironment, HarnessError, run, say, which } from './log.mjs';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const INSTALLED = {
  linux: ['/usr/bin/chromium', '/opt/google/chrome/chrome'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap((base) =>
    base ? [path.join(base, 'Google/Chrome/Application/chrome.exe'), path.join(base, 'Microsoft/Edge/Application/msedge.exe')] : [],
  ),
};

const ADVICE =
  'The tests drive VS Code in a Chromium browser and found none. Install Chromium or Google Chrome (on Debian: apt-get install chromium), or set CHROME_PATH to its executable.';

/** The path of a Chromium-family browser. */
export async function ensureChromium() {
  const given = process.env.CHROME_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new HarnessError(`CHROME_PATH is ${given}, and there is no such file.`);
  }
  const found = await findChromium();
  if (found) return found;
  if (!isDebian() || process.getuid?.() !== 0) throw new HarnessError(ADVICE);
  say('Installing Chromium with apt-get (some 300 MB, once)');
  const env = cleanEnvironment({ DEBIAN_FRONTEND: 'noninteractive' });
  const orElse = `apt-get could not install Chromium; its own words are above. ${ADVICE}`;
  await run('apt-get', ['update', '-q'], { env, quiet: 'reading package lists', orElse });
  // Fonts as well: a bare machine has none, and Chromium then draws boxes, Cyrillic first of all.
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core', 'fonts-liberation'], {
    env,
    quiet: 'installing Chromium',
    orElse,
  });
  const installed = await findChromium();
  if (!installed) throw new HarnessError(ADVICE);
  return installed;
}

async function findChromium() {
  for (const command of COMMANDS) {
    const file = await which(command);
    if (file) return file;
  }
  return (INSTALLED[process.platform] ?? []).find((file) => existsSync(file)) ?? (await playwrightsOwn());
}

/** What `npx playwright install chromium` may have put on this machine. */
async function playwrightsOwn() {
  try {
    const { chromium } = await import('playwright-core');
    const file = chromium.executablePath();
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Debian itself: Ubuntu's package of that name is a stub that wants snapd. */
function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
