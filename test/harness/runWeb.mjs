/**
 * The smoke suite inside the browser's extension host, a web worker. VS Code prefers `main` when a manifest has both entries and a server is there, so a copy
 * of the extension is staged whose manifest has `browser` only.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runTestsInServer } from './hostTests.mjs';
import { entry, HarnessError, ROOT, say, temporaryDirectory } from './log.mjs';
import { serverIsSupported } from './codeServer.mjs';

export async function runWeb() {
  if (!serverIsSupported)
    throw new HarnessError(
      'The browser host is tested on the npm server build of VS Code, which does not run on this platform; use Linux, macOS or a container.',
    );
  const home = temporaryDirectory('web');
  const extension = path.join(home, 'extension');
  stage(extension);
  const workspace = path.join(home, 'workspace');
  const source = path.join(ROOT, 'test/fixtures/workspace');
  cpSync(existsSync(source) ? source : path.join(ROOT, 'seeds'), workspace, { recursive: true });
  say('Smoke tests in the browser host');
  return runTestsInServer({
    extensionPath: extension,
    testsPath: path.join(extension, 'out/test/web/index.js'),
    target: workspace,
    settings: { 'git.enabled': false },
  });
}

function stage(extension) {
  mkdirSync(extension, { recursive: true });
  const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  for (const member of ['main', 'extensionKind', 'devDependencies', 'scripts']) delete manifest[member];
  writeFileSync(path.join(extension, 'package.json'), JSON.stringify(manifest, null, 2));
  for (const item of ['package.nls.json', 'dist', 'media', 'syntaxes', 'seeds', 'l10n', 'out/test/web']) {
    if (existsSync(path.join(ROOT, item))) cpSync(path.join(ROOT, item), path.join(extension, item), { recursive: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) entry(runWeb);
