import { createDayMacros } from './days-named';
import { createMacros } from './macros';
import { holidaySpellings } from './rules/holiday-days';
import { ElementTable, Pattern } from './pattern';
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
  "- – a an and or of ' . : half / couple few number the to & said set for going decided agreed may will ( ) + = _ @ ; ? ! today year over around about is are be being due been had then not nor neither t as ahead run up off called ended ending through season past quarter minutes o'clock week matter";

/** Makes the rule tables ready; their patterns are put in order as texts need them (see {@link Trie}). */
export function createGrammar(table: readonly Rule[] = rules): Grammar {
  const compiled = table.map((rule, order): CompiledRule => ({ rule, order, guards: (rule.guards ?? []).map((g) => guards[g]) }));
  const elements = new ElementTable();
  const sources = [...table.map((r) => r.patterns), ...prefixes.map((d) => d.words), ...suffixes.map((d) => d.words)].flat();
  const holidays = holidaySpellings.map(({ words }) => words);
  const lexicon = buildLexicon([...elements.literals(sources), ...listWords(), ...[otherWords, ...holidays].join(' ').split(' ')]);
  const base = createMacros(lexicon);
  const macros = { ...base, ...createDayMacros(lexicon, base) };
  const trieOf = trieBuilder(lexicon, macros);
  return {
    lexicon,
    tokenise: createTokeniser(lexicon),
    surroundings: createSurroundings(lexicon),
    rules: trieOf(patternsOf(elements, compiled, (c) => c.rule.patterns)),
    prefixes: {
      trie: trieOf(patternsOf(elements, prefixes, (d) => d.words)),
      last: new Set(prefixes.flatMap((d) => d.words.map((w) => lexicon.idOf(w.slice(w.lastIndexOf(' ') + 1))))),
    },
    suffixes: trieOf(patternsOf(elements, suffixes, (d) => d.words)),
  };
}

/** Patterns, each with what it stands for. */
function patternsOf<T>(elements: ElementTable, table: readonly T[], sources: (entry: T) => readonly string[]): readonly (readonly [Pattern, T])[] {
  const found: (readonly [Pattern, T])[] = [];
  for (const entry of table) for (const source of sources(entry)) found.push([new Pattern(source, elements), entry]);
  return found;
}
