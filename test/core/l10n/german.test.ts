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
      it('begins and ends as the English does: a space more makes a row of a list of what is emphasised', () => {
        const edges = (text: string): readonly string[] => [/^\s*/, /\s*$/].map((edge) => edge.exec(text)?.[0] ?? '');
        for (const [key, entry] of Object.entries(source)) assert.deepEqual(edges(words(translated[key])), edges(words(entry)), key);
      });
      it('puts no count and no day behind a word that asks for another case: “in 156 Dokumente”, “vor dem Veröffentlichung”', () => {
        const counted = ['{0} in {1}', 'In the corpus: {0} in {1}', 'Also spoken of in {0}:', 'Marked as read by you, in {0}.', 'spoken of {0} in {1}'];
        const dated = ['the last one on or before {0}', 'the last {0} on or before {1}', 'the next one after {0}', 'the next {0} after {1}'];
        for (const key of [...counted, ...dated, 'Export {0} from {1}', 'Tag {0} in {1} with “{2}”'])
          assert.doesNotMatch(words(translated[key]), /\b(in|aus|dem) \{/, key);
      });
      it('is German', () => {
        // Names and abbreviations are the same in both; sentences are not.
        const same = Object.keys(source).filter((key) => words(source[key]).split(' ').length > 4 && words(source[key]) === words(translated[key]));
        assert.deepEqual(same, []);
      });
    });
  }
});
