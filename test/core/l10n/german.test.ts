/** The German translation is whole, says nothing that the sources do not say, and keeps every place for a value and every link. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../../..');

type Bundle = Readonly<Record<string, string | { readonly message: string }>>;
const read = (file: string): Bundle => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Bundle;
const words = (entry: Bundle[string] | undefined): string => (typeof entry === 'string' ? entry : (entry?.message ?? ''));
/** `{0}`, `(command:…)`, code in backquotes, and the signs that links are made of: what a translation must not lose. */
const fixed = (text: string): readonly string[] => (text.match(/\{\d+\}|\(command:[\w.]+\)|`[^`]+`/g) ?? []).sort();

describe('the German translation', () => {
  for (const [english, german] of [
    ['l10n/bundle.l10n.json', 'l10n/bundle.l10n.de.json'],
    ['package.nls.json', 'package.nls.de.json'],
  ] as const) {
    describe(german, () => {
      const [source, translated] = [read(english), read(german)];

      it('has every sentence, and no other', () => {
        assert.deepEqual(Object.keys(translated).sort(), Object.keys(source).sort());
      });
      it('leaves none empty', () => {
        const empty = Object.keys(translated).filter((key) => words(translated[key]).trim() === '' && words(source[key]).trim() !== '');
        assert.deepEqual(empty, []);
      });
      it('keeps places for values, links and code', () => {
        for (const [key, entry] of Object.entries(source)) assert.deepEqual(fixed(words(translated[key])), fixed(words(entry)), key);
      });
      it('is German', () => {
        // Names and abbreviations are the same in both; sentences are not.
        const same = Object.keys(source).filter((key) => words(source[key]).split(' ').length > 4 && words(source[key]) === words(translated[key]));
        assert.deepEqual(same, []);
      });
    });
  }
});
