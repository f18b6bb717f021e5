import js from '@eslint/js';
import ts from 'typescript';
import tseslint from 'typescript-eslint';

/** Modules that only a host has. Core may use none of them. */
const hostModules = [
  'vscode',
  'node:*',
  'fs',
  'fs/*',
  'path',
  'os',
  'crypto',
  'worker_threads',
  'child_process',
  'url',
  'util',
  'stream',
  'events',
  'buffer',
  'process',
];
const hostGlobals = [
  'process',
  'Buffer',
  'require',
  'window',
  'document',
  'navigator',
  'fetch',
  'localStorage',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'console',
];

/** Whether a number goes into a sentence cannot be told from the sentence, and how it is written there not from its type: 12,000 documents, line 12000. */
const numbersInSentences = {
  meta: { type: 'problem', schema: [], messages: { bare: 'A count is written by numeral(), a line or any other name by String().' } },
  create(context) {
    const isNumber = (type) => (type.isUnion() ? type.types.some(isNumber) : (type.flags & ts.TypeFlags.NumberLike) !== 0);
    return {
      CallExpression({ callee, arguments: [, ...args] }) {
        if ((callee.type === 'MemberExpression' ? callee.property : callee).name !== 't') return;
        for (const node of args) {
          if (node.type !== 'SpreadElement' && isNumber(context.sourceCode.parserServices.getTypeAtLocation(node))) context.report({ node, messageId: 'bare' });
        }
      },
    };
  },
};

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.vscode-test/', 'node_modules/'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './src/core/tsconfig.json', './src/extension/webview/overview/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Control characters are what some patterns look for: they make hostile text inert.
      'no-control-regex': 'off',
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: hostModules, message: 'Core is pure: pass it in through a port.' },
            { group: ['**/extension/**', '**/cli/**', '**/node/**'], message: 'Core imports nothing outside itself.' },
          ],
        },
      ],
      'no-restricted-globals': ['error', ...hostGlobals.map((name) => ({ name, message: 'Core is pure: pass it in through a port.' }))],
    },
  },
  {
    files: ['src/node/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['vscode', '**/extension/**', '**/cli/**'], message: 'What the faces share under Node knows neither of them.' }] },
      ],
    },
  },
  {
    files: ['src/cli/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['vscode', '**/extension/**'], message: 'The command line is a face of core, not of the editor.' }] },
      ],
    },
  },
  {
    files: ['src/extension/**/*.ts'],
    plugins: { pressmark: { rules: { 'numbers-in-sentences': numbersInSentences } } },
    rules: {
      'pressmark/numbers-in-sentences': 'error',
      'no-restricted-imports': ['error', { patterns: [{ group: ['**/cli/**'], message: 'The editor is a face of core, not of the command line.' }] }],
      'no-restricted-properties': ['error', { property: 'setStatusBarMessage', message: 'say() of saying.ts: what a sentence names must become no icon.' }],
    },
  },
  {
    files: ['src/extension/**/!(*.desktop|nodeFiles|nodeGit).ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group: ['node:*', '**/cli/**'], message: 'Only the desktop entry and its ports may use Node.' }] }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', name: ['describe', 'it'], package: '@types/mocha' }] },
      ],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'URL',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'fetch',
          'Buffer',
          'AbortController',
          'AbortSignal',
          'performance',
          'document',
          'window',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
);
