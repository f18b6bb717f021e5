#!/usr/bin/env node
/**
 * An executable that behaves towards @vscode/test-electron's runTests as the desktop VS Code does: it takes --extensionDevelopmentPath=,
 * --extensionTestsPath=, --user-data-dir= and a folder or workspace file, prints what the tests print, and ends with their exit code.
 * Inside, it is the npm server build with Chromium as its window.
 *
 * runTests always passes --disable-workspace-trust; PRESSMARK_WORKSPACE_TRUST=1 in the environment overrules it, to test Restricted Mode.
 */
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { runTestsInServer } from './hostTests.mjs';
import { entry, HarnessError, temporaryDirectory } from './log.mjs';

entry(async () => {
  const values = new Map();
  const targets = [];
  for (const argument of process.argv.slice(2)) {
    const [, name, value] = /^--([\w-]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (name) values.set(name, value ?? true);
    else targets.push(argument);
  }
  const extensionPath = values.get('extensionDevelopmentPath');
  const testsPath = values.get('extensionTestsPath');
  if (!extensionPath || !testsPath)
    throw new HarnessError(
      'vscode-executable.mjs wants --extensionDevelopmentPath=FOLDER and --extensionTestsPath=FILE, as @vscode/test-electron passes them.',
    );
  const dataDir = temporaryDirectory('host');
  const userData = values.get('user-data-dir');
  if (userData && existsSync(path.join(userData, 'User'))) cpSync(path.join(userData, 'User'), path.join(dataDir, 'data/User'), { recursive: true });
  const script = path.resolve(testsPath);
  return runTestsInServer({
    extensionPath: path.resolve(extensionPath),
    testsPath: /\.[cm]?js$/.test(script) ? script : `${script}.js`,
    target: targets[0] && path.resolve(targets[0]),
    dataDir,
    workspaceTrust: process.env.PRESSMARK_WORKSPACE_TRUST === '1',
    env: { PRESSMARK_DATA: dataDir },
  });
});
