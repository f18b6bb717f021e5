/**
 * npm run screenshots [-- NAME…]: takes the pictures of the README from the packaged and installed extension, into media/screenshots/.
 * The scenes are in test/e2e/screenshots.ts; a scene that cannot be reached fails the run, so the pictures cannot go stale unnoticed.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { ensureCodeServer } from './codeServer.mjs';
import { cleanEnvironment, entry, HarnessError, ROOT, run } from './log.mjs';
import { packageVsix } from './package.mjs';
import { ensurePackages } from './setup.mjs';

entry(async () => {
  const scenes = path.join(ROOT, 'test/e2e/screenshots.ts');
  if (!existsSync(scenes)) throw new HarnessError('test/e2e/screenshots.ts is not there; it holds the scenes.');
  await ensurePackages();
  await ensureCodeServer();
  await ensureChromium();
  const vsix = await packageVsix();
  return run(process.execPath, ['--import=tsx', scenes, ...process.argv.slice(2)], {
    env: cleanEnvironment({ PRESSMARK_VSIX: vsix }),
    orElse: 'A screenshot could not be taken; the reason is above.',
  });
});
