/** What a newcomer meets: the walkthrough's steps are done by doing them, and every setting says what each of its values does. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { command, contextKey } from '../../../src/extension/contributions';

const root = path.join(__dirname, '../../..');
const nls = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as Readonly<Record<string, string>>;
const { contributes } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly contributes: {
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly id: string;
        readonly title: string;
        readonly description: string;
        readonly media: { readonly markdown: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<
          string,
          {
            readonly markdownDescription: string;
            readonly enum?: readonly string[];
            readonly markdownEnumDescriptions?: readonly string[];
            readonly enumDescriptions?: readonly string[];
          }
        >
      >;
    };
  };
};
const said = (key: string): string => nls[key.replace(/^%|%$/g, '')] ?? '';

describe('the walkthrough', () => {
  const steps = contributes.walkthroughs[0]?.steps ?? [];

  it('has four or five steps, and the first opens the sample', () => {
    assert.ok(steps.length >= 4 && steps.length <= 5, String(steps.length));
    assert.deepEqual(steps[0]?.completionEvents, [`onCommand:${command.openSample}`]);
    assert.match(said(steps[0].description), new RegExp(`command:${command.openSample}\\b`));
  });

  it('is ticked off by what the reader does: by commands and deeds that there are', () => {
    const known = new Set<string>([...Object.values(command).map((id) => `onCommand:${id}`), ...Object.values(contextKey).map((id) => `onContext:${id}`)]);
    for (const { id, completionEvents } of steps) {
      assert.ok(completionEvents.length > 0, id);
      for (const event of completionEvents) assert.ok(known.has(event), `${id}: ${event}`);
    }
  });

  it('says and shows something in every step', () => {
    for (const { id, title, description, media } of steps) {
      assert.ok(said(title).length > 5 && said(description).length > 40, id);
      assert.ok(readFileSync(path.join(root, media.markdown), 'utf8').trim().length > 100, media.markdown);
    }
  });
});

describe('settings', () => {
  it('say what they do, and what each of their values does', () => {
    for (const [name, setting] of Object.entries(contributes.configuration.properties)) {
      assert.ok(said(setting.markdownDescription).length > 20, name);
      const values = (setting.markdownEnumDescriptions ?? setting.enumDescriptions ?? []).map(said);
      assert.equal(values.length, setting.enum?.length ?? 0, `${name} does not explain its values`);
      for (const value of values) assert.ok(value.length > 3, name);
    }
  });
});
