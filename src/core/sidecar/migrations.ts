/** How sidecars of older versions become those of the present one. To add a step, see "A version of a format" in CONTRIBUTING. */
import type { KeyRules, Migration } from '../yaml/migrate';

const selector: KeyRules = {
  text: { to: 'quote' },
  // Version 0 wrote a place as `1014-1071`.
  range: { to: 'position', value: positionOf },
  coder: { to: 'by' },
};

/** The draft that was used before the first release. */
const fromDraft: Migration = {
  from: 0,
  keys: {
    article: { to: 'document', keys: { source: { to: 'outlet' }, date: { to: 'published' }, hash: { to: 'text' } } },
    read: { keys: { coder: { to: 'by' }, when: { to: 'at' } } },
    judgements: {
      to: 'stance',
      keys: { ask: { to: 'question' }, answer: { to: 'position' }, why: { to: 'because' }, coder: { to: 'by' }, when: { to: 'at' } },
    },
    passages: {
      to: 'annotations',
      keys: { ...selector, codes: { to: 'tags' }, comment: { to: 'note' }, when: { to: 'created' }, changed: { to: 'updated' } },
    },
    marks: { to: 'mentions', keys: { ...selector, is: { to: 'actor' }, when: { to: 'at' } } },
  },
};

export const sidecarMigrations: readonly Migration[] = [fromDraft];

function positionOf(range: string): string | undefined {
  const match = /^(\d{1,15})-(\d{1,15})$/.exec(range);
  return match ? `[${match[1] ?? ''}, ${match[2] ?? ''}]` : undefined;
}
