import { createMacros } from './macros';
import { lexiconFor } from './pattern';
import { buildTrie, type Trie } from './trie';
import { createSurroundings, listWords, type Surroundings } from './surroundings';
import { guards, type Guard } from './guards';
import { prefixes, suffixes, type Degree, type DegreeWords } from './degree';
import { rules } from './rules';
import { createTokeniser, type Tokeniser } from './tokens';
import type { Lexicon } from './lexicon';
import type { Rule } from './rules/rule';

/** A rule with its conditions looked up. */
export interface CompiledRule {
  readonly rule: Rule;
  /** Place in the table: of equally long matches the lower wins. */
  readonly order: number;
  readonly guards: readonly Guard[];
}

export interface Grammar {
  readonly lexicon: Lexicon;
  readonly tokenise: Tokeniser;
  readonly surroundings: Surroundings;
  readonly rules: Trie<CompiledRule>;
  readonly prefixes: DegreeWords;
  readonly suffixes: Trie<Degree>;
}

/** Words that only code looks for, not a pattern or a list. */
const otherWords =
  "- – a an and or of ' . : half / couple few number the to & said set for going decided agreed may will ( ) + = _ @ ; ? ! today year over around about is are be being due been had then not nor neither t as ahead run up ended ending through season".split(
    ' ',
  );

/** Compiles the rule tables. A few milliseconds, once. */
export function createGrammar(table: readonly Rule[] = rules): Grammar {
  const degrees = [...prefixes, ...suffixes];
  const lexicon = lexiconFor([...table.flatMap((r) => r.patterns), ...degrees.flatMap((d) => d.words), ...listWords, ...otherWords]);
  const macros = createMacros(lexicon);
  const compiled = table.map((rule, order): CompiledRule => ({ rule, order, guards: (rule.guards ?? []).map((g) => guards[g]) }));
  const words = (list: readonly Degree[]): Trie<Degree> =>
    buildTrie(
      list.flatMap((d) => d.words.map((w) => [w, d] as const)),
      lexicon,
      macros,
    );
  return {
    lexicon,
    tokenise: createTokeniser(lexicon),
    surroundings: createSurroundings(lexicon),
    rules: buildTrie(
      compiled.flatMap((c) => c.rule.patterns.map((p) => [p, c] as const)),
      lexicon,
      macros,
    ),
    prefixes: { trie: words(prefixes), last: new Set(prefixes.flatMap((d) => d.words.map((w) => lexicon.idOf(w.slice(w.lastIndexOf(' ') + 1))))) },
    suffixes: words(suffixes),
  };
}
