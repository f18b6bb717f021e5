/**
 * What the tests in the browser host use of node:assert/strict, which is not there. esbuild.mjs puts this in its place, so that the test files read like
 * all the others.
 */
function fail(message: string): never {
  throw new Error(message);
}

function show(value: unknown): string {
  return JSON.stringify(value, undefined, 2) ?? String(value);
}

/** Same type, same own enumerable members, in any order; enough for plain data. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return left.length === right.size && left.every(([key, value]) => right.has(key) && same(value, right.get(key)));
}

function assert(value: unknown, message = 'expected a truthy value'): asserts value {
  if (!value) fail(`${message}, got ${show(value)}`);
}

assert.ok = assert;
assert.fail = fail;
assert.equal = assert.strictEqual = (actual: unknown, expected: unknown, message = 'not equal'): void => {
  if (!Object.is(actual, expected)) fail(`${message}: ${show(actual)} instead of ${show(expected)}`);
};
assert.notEqual = assert.notStrictEqual = (actual: unknown, expected: unknown, message = 'expected another value'): void => {
  if (Object.is(actual, expected)) fail(`${message} than ${show(actual)}`);
};
assert.deepEqual = assert.deepStrictEqual = (actual: unknown, expected: unknown, message = 'not deeply equal'): void => {
  if (!same(actual, expected)) fail(`${message}: ${show(actual)} instead of ${show(expected)}`);
};
assert.match = (actual: string, pattern: RegExp, message = 'no match'): void => {
  if (!pattern.test(actual)) fail(`${message}: ${show(actual)} against ${String(pattern)}`);
};
assert.doesNotMatch = (actual: string, pattern: RegExp, message = 'unexpected match'): void => {
  if (pattern.test(actual)) fail(`${message}: ${show(actual)} against ${String(pattern)}`);
};
assert.rejects = async (action: Promise<unknown> | (() => Promise<unknown>), pattern?: RegExp): Promise<void> => {
  let value: unknown;
  try {
    value = await (typeof action === 'function' ? action() : action);
  } catch (error) {
    if (pattern && !pattern.test(String(error))) fail(`rejected with ${String(error)}, which does not match ${String(pattern)}`);
    return;
  }
  fail(`expected a rejection, got ${show(value)}`);
};

export default assert;
export const { ok, equal, strictEqual, notEqual, notStrictEqual, deepEqual, deepStrictEqual, match, doesNotMatch, rejects } = assert;
