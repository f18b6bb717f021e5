/** What others wrote and we deliver stands in ThirdPartyNotices.txt, with its licence. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';

const root = path.join(__dirname, '../../..');
const notices = plain(readFileSync(path.join(root, 'ThirdPartyNotices.txt'), 'utf8'));

/** Every way into what is delivered: both hosts, both workers, the command line, the overview's page. */
const entries = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(^|[\\/])(main|worker)(\.desktop|\.web)?\.ts$/.test(file),
);

describe('third-party notices', function () {
  this.timeout(30_000);
  let bundled: readonly string[];
  before(async () => (bundled = await bundledPackages()));

  it('looks at every bundle', () => {
    assert.deepEqual(entries.map((file) => path.basename(file)).sort(), [
      'main.desktop.ts',
      'main.ts',
      'main.ts',
      'main.web.ts',
      'worker.desktop.ts',
      'worker.web.ts',
    ]);
    assert.ok(bundled.includes('yaml'));
  });

  it('hold the licence of every package that is bundled', () => {
    for (const name of bundled) assert.ok(notices.includes(licenceOf(name)), `Put the licence text of ${name} into ThirdPartyNotices.txt.`);
  });

  it('name no package that is not bundled', () => {
    const [, first = ''] = /1\. PACKAGES([\s\S]*?)2\. SOURCES OF/.exec(readFileSync(path.join(root, 'ThirdPartyNotices.txt'), 'utf8')) ?? [];
    const named = [...first.matchAll(/^={20,}\n(\S+)\nhttps:/gm)].map(([, name]) => name);
    assert.deepEqual(named.sort(), [...bundled].sort());
  });

  it('name every source of the gazetteer', () => {
    const table = readFileSync(path.join(root, 'media/gazetteer/LICENCES.md'), 'utf8');
    const sources = [...table.matchAll(/^\| (\S+) \d+\.\d+\.\d+ \|/gm)].map(([, name = '']) => name);
    assert.ok(sources.length >= 5);
    for (const name of [...sources, 'GeoNames', 'Princeton University', 'creativecommons.org/licenses/by/4.0']) assert.ok(notices.includes(name), name);
  });
});

async function bundledPackages(): Promise<readonly string[]> {
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: entries.map((file) => path.join('src', file)),
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'dist',
    platform: 'node',
    external: ['vscode', 'inline-worker:*'],
    define: { SEED_FILES: '[]' },
    logLevel: 'silent',
  });
  const names = Object.keys(metafile.inputs).flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
  return [...new Set(names)];
}

function licenceOf(name: string): string {
  const folder = path.join(root, 'node_modules', name);
  const file = readdirSync(folder).find((candidate) => /^licen[cs]e/i.test(candidate));
  assert.ok(file, `${name} carries no licence text`);
  return plain(readFileSync(path.join(folder, file), 'utf8'));
}

/** Line ends and wrapping aside. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
