/** What a reader sees is translated: no sentence stands in the sources outside `t(…)`, and none in the manifest outside package.nls.json. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.join(__dirname, '../../..');

/** Properties of VS Code's objects whose text a reader sees. */
const shownProperties: ReadonlySet<string> = new Set([
  'title',
  'label',
  'description',
  'detail',
  'placeHolder',
  'placeholder',
  'prompt',
  'tooltip',
  'message',
  'openLabel',
  'saveLabel',
  'text',
  'hoverMessage',
]);
/** Functions whose first argument a reader sees. */
const shownCalls = /^(?:show(?:Information|Warning|Error)Message|setStatusBarMessage|say|createTreeView|TreeItem|MarkdownString)$/;

/** Words: letters with a space between, or one capitalised word. Ids, codes, icons, globs and formats are none. */
function isSentence(text: string): boolean {
  const words = text
    .replace(/\$\([\w~-]+\)|\{\d+\}/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return /\p{L}{2,} \p{L}{2,}|^\p{Lu}\p{Ll}{2,}$/u.test(words);
}

interface Literal {
  readonly text: string;
  readonly where: string;
}

function literalsShown(file: string, content: string): Literal[] {
  const source = ts.createSourceFile(file, content, ts.ScriptTarget.ES2022, true);
  const found: Literal[] = [];
  const take = (node: ts.Node | undefined): void => {
    if (!node) return;
    if (ts.isStringLiteralLike(node)) report(node, node.text);
    else if (ts.isTemplateExpression(node)) report(node, [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join(' '));
    else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(take);
    else if (ts.isParenthesizedExpression(node)) take(node.expression);
    else if (ts.isArrayLiteralExpression(node)) node.elements.forEach(take);
    else if (ts.isBinaryExpression(node)) [node.left, node.right].forEach(take);
  };
  const report = (node: ts.Node, text: string): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    if (isSentence(text)) found.push({ text, where: `${path.relative(root, file)}:${line + 1}` });
  };
  const visit = (node: ts.Node): void => {
    // A problem's message is gathered where it is written; a failure of a file is worded by its code (workspace/failureWords.ts).
    // Templates of problems and of losses are gathered with what stands in them, and translated where they are shown.
    const isProblem = ts.isObjectLiteralExpression(node) && node.properties.some(({ name }) => name?.getText() === 'code' || name?.getText() === 'args');
    if (ts.isObjectLiteralExpression(node) && !isProblem)
      for (const property of node.properties) if (ts.isPropertyAssignment(property) && shownProperties.has(property.name.getText())) take(property.initializer);
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isPropertyAccessExpression(node.left) &&
      shownProperties.has(node.left.name.text)
    )
      take(node.right);
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const { expression } = node;
      const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
      if (shownCalls.test(name)) take(node.arguments?.[0]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The product's and formats' own names, which are the same in every language. */
const names: ReadonlySet<string> = new Set(['Pressmark', 'Markdown']);

describe('what a reader sees', function () {
  // The TypeScript compiler reads all sources.
  this.timeout(60_000);

  it('is translated: no literal stands where the window shows it', () => {
    const files = ts.sys.readDirectory(path.join(root, 'src/extension'), ['.ts']);
    assert.ok(files.length > 100);
    const stray = files.flatMap((file) => literalsShown(file, readFileSync(file, 'utf8'))).filter(({ text }) => !names.has(text));
    assert.deepEqual(stray, []);
  });

  it('and this test sees such a literal', () => {
    const found = literalsShown(
      path.join(root, 'example.ts'),
      "item.tooltip = 'Not translated';\nconst row = { label: `$(add) Add ${name} here` };\nvscode.window.showErrorMessage(ok ? t('Fine') : 'Plainly wrong');\nconst problem = { code: 'a', severity: 'error', message: 'Gathered elsewhere', args: [] };\nitem.label = t('Fine as well');",
    );
    assert.deepEqual(
      found.map(({ text }) => text.replace(/\s+/g, ' ')),
      ['Not translated', '$(add) Add here', 'Plainly wrong'],
    );
  });

  it('stands in package.nls.json, not in the manifest', () => {
    const { contributes } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { readonly contributes: unknown };
    const stray: string[] = [];
    const visit = (value: unknown, key: string): void => {
      if (typeof value === 'string') {
        if (
          /^(?:title|label|name|description|markdownDescription|contents|category|enumDescriptions?|contextualTitle)$/.test(key) &&
          !value.startsWith('%') &&
          isSentence(value)
        )
          stray.push(value);
      } else if (Array.isArray(value)) value.forEach((item) => visit(item, key));
      else if (typeof value === 'object' && value !== null) for (const [name, item] of Object.entries(value)) visit(item, name);
    };
    visit(contributes, '');
    assert.deepEqual(
      [...new Set(stray)].filter((text) => !names.has(text)),
      [],
    );
  });
});
