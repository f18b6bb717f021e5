/**
 * npm run l10n: gathers every English sentence that Pressmark shows into l10n/bundle.l10n.json, which translators start from.
 *
 *   node test/harness/l10n.mjs [--check]     --check: change nothing, fail where the committed bundle is another
 *
 * A sentence is the first argument of a call of `t` in src/extension, which must be a literal, or the `message` of a Problem or a Loss in src/core and src/extension, which
 * reaches the translator through a variable: problem templates are found by following what is passed to any parameter, or put into any property, of that name.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { entry, HarnessError, ROOT, say } from './log.mjs';

const BUNDLE = 'l10n/bundle.l10n.json';

/** What may be passed to `t` without being a literal: the template of a problem, gathered where it is written. */
const TEMPLATE = /^\w+\.message$/;

/**
 * @param {{ root?: string, files?: readonly string[] }} [from] other source files than the project's own, for tests
 * @returns {{ messages: string[], mistakes: string[] }} the sentences in alphabetical order, and the calls that cannot be gathered
 */
export function extract({ root = ROOT, files } = {}) {
  const source = (folder) => ts.sys.readDirectory(path.join(root, folder), ['.ts']);
  const names = files ?? [...source('src/core'), ...source('src/extension')];
  const program = ts.createProgram([...names], options, ownModulesOnly());
  const gatherer = new Gatherer(program.getTypeChecker(), root);
  const own = new Set(names.map((name) => path.resolve(name)));
  for (const file of program.getSourceFiles()) if (own.has(path.resolve(file.fileName))) gatherer.visit(file);
  // By code unit, so that every machine writes the same file.
  return { messages: [...gatherer.messages].sort(), mistakes: gatherer.mistakes };
}

/** Only declarations of our own are followed: without libraries and packages this takes a second instead of twenty. */
const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Preserve, moduleResolution: ts.ModuleResolutionKind.Bundler, types: [], noLib: true };

function ownModulesOnly() {
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (literals, from, _redirected, compilerOptions) =>
    literals.map(({ text }) => (text.startsWith('.') ? ts.resolveModuleName(text, from, compilerOptions, host) : { resolvedModule: undefined }));
  return host;
}

class Gatherer {
  messages = new Set();
  mistakes = [];

  constructor(checker, root) {
    this.checker = checker;
    this.root = root;
  }

  visit(node) {
    if (ts.isCallExpression(node)) {
      if (isTranslation(node.expression)) this.takeTranslation(node);
      else this.takeMessageArguments(node);
    } else if (ts.isObjectLiteralExpression(node)) this.takeProblem(node);
    ts.forEachChild(node, (child) => this.visit(child));
  }

  takeTranslation({ expression, arguments: [first] }) {
    if (first && ts.isStringLiteralLike(first)) this.messages.add(first.text);
    else if (!first || !TEMPLATE.test(first.getText()))
      this.complain(first ?? expression, 'The first argument of t() must be a literal, or translators never see it.');
  }

  /** Arguments for a parameter named `message` of a function of ours that makes problems. */
  takeMessageArguments({ expression, arguments: args }) {
    const names = this.declarationOf(expression)?.parameters?.map(({ name }) => name.getText()) ?? [];
    // `args` beside it tells a problem's template from the words of a failed write and from a line of the log.
    if (names.includes('args') && names.includes('message')) this.takeTemplate(args[names.indexOf('message')]);
  }

  /** The function that is called, by its name: a declaration, a method, or a constant that holds one. */
  declarationOf(callee) {
    let symbol = this.checker.getSymbolAtLocation(callee);
    if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = this.checker.getAliasedSymbol(symbol);
    const declaration = symbol?.valueDeclaration;
    return declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
  }

  takeProblem(literal) {
    const property = (name) => literal.properties.find((candidate) => candidate.name?.getText() === name);
    const message = property('message');
    if (!message) return;
    // What an export cannot carry is a template as well, and what stands in it.
    if (!property('code') || !property('severity')) {
      if (property('args') && ts.isPropertyAssignment(message) && ts.isStringLiteralLike(message.initializer)) this.messages.add(message.initializer.text);
      return;
    }
    if (ts.isShorthandPropertyAssignment(message)) this.takeTemplate(message.name, this.checker.getShorthandAssignmentValueSymbol(message));
    else if (ts.isPropertyAssignment(message)) this.takeTemplate(message.initializer);
  }

  /** Follows a template to where it is written: a constant, one of a table, one of two. */
  takeTemplate(node, symbol) {
    if (!node) return;
    if (ts.isStringLiteralLike(node)) this.messages.add(node.text);
    else if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) this.takeTemplate(node.expression);
    else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach((branch) => this.takeTemplate(branch));
    else if (ts.isObjectLiteralExpression(node)) node.properties.forEach((property) => this.takeTemplate(property.initializer));
    else {
      const named = ts.isElementAccessExpression(node) ? node.expression : node;
      const declaration = (symbol ?? this.checker.getSymbolAtLocation(named))?.valueDeclaration;
      // A parameter's template is gathered where the function is called.
      if (declaration && ts.isParameter(declaration) && declaration.name.getText() === 'message') return;
      if (declaration && ts.isVariableDeclaration(declaration) && declaration.initializer) this.takeTemplate(declaration.initializer);
      else this.complain(node, 'This template of a problem cannot be followed to a literal.');
    }
  }

  complain(node, sentence) {
    const file = node.getSourceFile();
    const { line, character } = file.getLineAndCharacterOfPosition(node.getStart());
    this.mistakes.push(`${path.relative(this.root, file.fileName)}:${line + 1}:${character + 1}: ${sentence}`);
  }
}

/** `t(…)`, `l10n.t(…)`, `vscode.l10n.t(…)`, `context.t(…)`. */
function isTranslation(callee) {
  return ts.isPropertyAccessExpression(callee) ? callee.name.text === 't' : ts.isIdentifier(callee) && callee.text === 't';
}

/** The file as it is committed: VS Code's own format, key and value alike. */
export function bundleText(messages) {
  return `${JSON.stringify(Object.fromEntries(messages.map((message) => [message, message])), null, 2)}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  entry(async () => {
    const { messages, mistakes } = extract();
    if (mistakes.length > 0) throw new HarnessError(mistakes.join('\n'));
    const file = path.join(ROOT, BUNDLE);
    const text = bundleText(messages);
    const same = existsSync(file) && readFileSync(file, 'utf8') === text;
    if (!same && process.argv.includes('--check')) throw new HarnessError(`${BUNDLE} is not what the source says. Run "npm run l10n" and commit it.`);
    mkdirSync(path.dirname(file), { recursive: true });
    if (!same) writeFileSync(file, text);
    say(`${BUNDLE}: ${messages.length} sentences${same ? ', as before' : ''}`);
  });
}
