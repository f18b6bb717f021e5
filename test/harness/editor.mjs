/** What the end-to-end driver needs of the harness: an installed editor, a browser, and an extensions folder with the packaged .vsix in it. */
import path from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { ensureCodeServer, installExtension, startServer } from './codeServer.mjs';
import { HarnessError, ROOT, temporaryDirectory, TEST_HOME } from './log.mjs';
import { packageVsix } from './package.mjs';

export { ROOT, TEST_HOME, startServer, temporaryDirectory };

let prepared;

/** Installs once in a process. PRESSMARK_VSIX names a .vsix that is packaged already; without it one is packaged now. */
export function prepareEditor() {
  prepared ??= prepare();
  return prepared;
}

async function prepare() {
  const vsix = process.env.PRESSMARK_VSIX ?? (await packageVsix());
  if (!vsix.endsWith('.vsix')) throw new HarnessError(`PRESSMARK_VSIX is "${vsix}"; it must name a .vsix file.`);
  const [editor, chromiumPath] = [await ensureCodeServer(), await ensureChromium()];
  const home = temporaryDirectory('installed');
  const extensionsDir = path.join(home, 'extensions');
  await installExtension(editor, path.resolve(vsix), { extensionsDir, dataDir: path.join(home, 'data') });
  return { editor, chromiumPath, extensionsDir, vsix: path.resolve(vsix) };
}
