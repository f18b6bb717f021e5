import assert from 'node:assert/strict';
import type { Request, Response } from '../../../src/extension/worker/protocol';
import type { WorkerFiles } from '../../../src/extension/worker/reading';
import { serve } from '../../../src/extension/worker/serve';
import { Turns } from '../../../src/extension/worker/turns';

describe('the worker', () => {
  it('answers a short question before a long one that came first', async () => {
    const order: number[] = [];
    const own = { path: 'a.txt', text: 'The minister of energy said in Geneva that the pipeline would be closed in autumn.' };
    const other = { ...own, path: 'b.txt' };
    const answers = await new Promise<ReadonlyMap<number, Response>>((resolve) => {
      const given = new Map<number, Response>();
      const handle = serve((response) => {
        order.push(response.id);
        given.set(response.id, response);
        if (given.size === 5) resolve(given);
      });
      const call = (id: number, method: Extract<Request, { type: 'call' }>['method'], ...args: readonly unknown[]): void =>
        handle({ type: 'call', id, project: 'p', method, args });
      const put = [own, other].map(({ path, text }) => ({ path, text, sidecars: [], stamp: '1 1' }));
      call(1, 'put', put);
      call(2, 'readStatements', [own, other]);
      call(3, 'statementCandidates', own, null, 10);
      call(4, 'overview', own, [other]);
      call(5, 'actor', 'nobody');
    });
    assert.deepEqual(order, [1, 2, 5, 3, 4]);
    const found = (id: number): unknown => {
      const answer = answers.get(id);
      return answer && 'result' in answer ? answer.result : answer;
    };
    assert.deepEqual(
      (found(3) as { readonly path: string }[]).map(({ path }) => path),
      ['b.txt'],
    );
    assert.deepEqual(
      (found(4) as { readonly documents: readonly { readonly path: string }[] }).documents.map(({ path }) => path),
      ['b.txt'],
    );
  });

  it('reads large texts one after the other, small ones together, and answers a question in between', async () => {
    for (const [size, most] of [
      [40_000_000, 1],
      [3000, 32],
    ] as const) {
      let reading = 0;
      let atOnce = 0;
      const files: WorkerFiles = {
        stamp: () => Promise.resolve({ stamp: `${size} 1`, size }),
        bytes: async (file) => {
          atOnce = Math.max(atOnce, ++reading);
          await new Promise((resolve) => setImmediate(resolve));
          reading--;
          return new TextEncoder().encode(`Ana Petrova said in ${file} that the wall was weak.`);
        },
      };
      const waiting = new Map<number, (answer: Response) => void>();
      const order: string[] = [];
      const handle = serve((answer) => waiting.get(answer.id)?.(answer), files);
      const call = async (method: Extract<Request, { type: 'call' }>['method'], ...args: readonly unknown[]): Promise<unknown> => {
        const id = waiting.size + 1;
        const answer = await new Promise<Response>((resolve) => {
          waiting.set(id, resolve);
          handle({ type: 'call', id, project: 'p', method, args });
        });
        order.push(method);
        return 'result' in answer ? answer.result : assert.fail(answer.error);
      };
      const sources = Array.from({ length: 32 }, (_, n) => ({
        path: `${n}.txt`,
        encoding: 'utf-8',
        confidential: false,
        content: { file: `${n}.txt` },
        sidecars: [],
      }));
      const paths = sources.map(({ path }) => path);
      const marks = call('analysed', sources, undefined);
      await Promise.all([marks, call('actor', 'nobody')]);
      assert.deepEqual(order.splice(0), ['actor', 'analysed']);
      assert.equal(await call('take', await marks), true);
      assert.equal(await call('take', await call('completed', sources, await call('rows', paths))), true);
      await call('read', sources);
      await call('readBehind', sources);
      assert.equal(((await call('documents')) as unknown[]).length, 32);
      assert.equal(await call('rows', paths), undefined, 'all is known of them');
      assert.equal(atOnce, most);
    }
  });

  it('gives long answers one after the other, and one that fails holds nobody up', () => {
    const runs: (() => void)[] = [];
    const turns = new Turns((run) => void runs.push(run));
    const told: string[] = [];
    const stages = function* (name: string): Generator<undefined, string> {
      told.push(`${name} begins`);
      yield;
      if (name === 'b') throw new Error(name);
      return name;
    };
    for (const name of ['a', 'b', 'c'])
      turns.take(
        stages(name),
        (result) => told.push(`${String(result)} is done`),
        (error) => told.push((error as Error).message),
      );
    assert.deepEqual(told, [], 'what has been asked already goes first');
    for (let run = runs.shift(); run; run = runs.shift()) run();
    assert.deepEqual(told, ['a begins', 'a is done', 'b begins', 'b', 'c begins', 'c is done']);
  });
});
