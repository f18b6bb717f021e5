import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as oniguruma from 'vscode-oniguruma';
import * as textmate from 'vscode-textmate';

export interface Mark {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Without the grammar's own suffix; outermost first, joined by a space. */
  readonly scopes: string;
}

export type Tokenise = (text: string) => readonly Mark[];

const grammarPath = new URL('../../../syntaxes/pressmark-article.tmLanguage.json', import.meta.url);
export const scopeName = 'text.pressmark-article';

/** Loads the grammar as VS Code does, with its own regular expression engine. */
export async function loadGrammar(): Promise<Tokenise> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources: string[]) => new oniguruma.OnigScanner(sources),
      createOnigString: (text: string) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scope) => Promise.resolve(scope === scopeName ? textmate.parseRawGrammar(readFileSync(grammarPath, 'utf8'), grammarPath.pathname) : null),
  });
  const grammar = await registry.loadGrammar(scopeName);
  if (!grammar) throw new Error(`no grammar for ${scopeName}`);
  return (text) => {
    const marks: Mark[] = [];
    let stack = textmate.INITIAL;
    for (const [index, line] of text.split('\n').entries()) {
      const result = grammar.tokenizeLine(line, stack);
      stack = result.ruleStack;
      for (const token of result.tokens) {
        const scopes = token.scopes.slice(1).map((scope) => scope.replace('.pressmark-article', ''));
        if (scopes.length > 0)
          marks.push({
            line: index + 1,
            start: token.startIndex,
            end: token.endIndex,
            text: line.slice(token.startIndex, token.endIndex),
            scopes: scopes.join(' '),
          });
      }
    }
    return marks;
  };
}
