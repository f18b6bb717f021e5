import { createDayMacros } from './days-named';
import { createMacros } from './macros';
import { holidaySpellings } from './rules/holiday-days';
import { literalsOf, parse, type Element } from './pattern';
import { trieBuilder, type Trie } from './trie';
import { createSurroundings, listWords, type Surroundings } from './surroundings';
import { guards, type Guard } from './guards';
import { prefixes, suffixes, type Degree, type DegreeWords } from './degree';
import { rules } from './rules';
import { createTokeniser, type Tokeniser } from './tokens';
import { buildLexicon, type Lexicon } from './lexicon';
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
  "- – a an and or of ' . : half / couple few number the to & said set for going decided agreed may will ( ) + = _ @ ; ? ! today year over around about is are be being due been had then not nor neither t as ahead run up ended ending through season past quarter minutes o'clock week".split(
    ' ',
  );

const holidayWords = holidaySpellings.flatMap(({ words }) => words.split(' '));

/** Compiles the rule tables. Some thirty milliseconds, once. */
export function createGrammar(table: readonly Rule[] = rules): Grammar {
  const compiled = table.map((rule, order): CompiledRule => ({ rule, order, guards: (rule.guards ?? []).map((g) => guards[g]) }));
  const patterns = compiled.flatMap((c) => c.rule.patterns.map((p): Pattern<CompiledRule> => [parse(p), c]));
  const before = patternsOf(prefixes);
  const after = patternsOf(suffixes);
  const literals = literalsOf([...patterns, ...before, ...after].map(([elements]) => elements));
  const lexicon = buildLexicon([...literals, ...listWords, ...otherWords, ...holidayWords]);
  const base = createMacros(lexicon);
  const macros = { ...base, ...createDayMacros(lexicon, base) };
  const trieOf = trieBuilder(lexicon, macros);
  return {
    lexicon,
    tokenise: createTokeniser(lexicon),
    surroundings: createSurroundings(lexicon),
    rules: trieOf(patterns),
    prefixes: {
      trie: trieOf(before),
      last: new Set(prefixes.flatMap((d) => d.words.map((w) => lexicon.idOf(w.slice(w.lastIndexOf(' ') + 1))))),
    },
    suffixes: trieOf(after),
  };
}

/** A pattern with what it stands for. */
type Pattern<T> = readonly [readonly Element[], T];

function patternsOf(degrees: readonly Degree[]): readonly Pattern<Degree>[] {
  return degrees.flatMap((d) => d.words.map((w): Pattern<Degree> => [parse(w), d]));
}
