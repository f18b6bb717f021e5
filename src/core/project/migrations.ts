/** How project files and their parts of older versions become those of the present one. */
import type { KeyRule, KeyRules, Migration } from '../yaml/migrate';

const named: KeyRule = { to: 'label' };
const codeKeys: Record<string, KeyRule> = { name: named, about: { to: 'description' }, key: { to: 'pin' }, was: { to: 'replaces' } };
// Codes stand below codes, at any depth.
codeKeys['below'] = { to: 'children', keys: codeKeys };
const answers: KeyRules = { name: named, about: { to: 'description' } };

/** The draft that was used before the first release. */
const fromDraft: Migration = {
  from: 0,
  keys: {
    files: { to: 'documents', keys: { path: { to: 'glob' } } },
    questions: { to: 'stance', keys: { ask: { to: 'question' }, answers: { to: 'positions', keys: answers } } },
    sources: { to: 'outlets', keys: { sites: { to: 'domains' }, was: { to: 'replaces' } } },
    codes: { to: 'tags', keys: codeKeys },
    actors: { keys: { forms: { to: 'aliases' }, was: { to: 'replaces' } } },
  },
};

export const projectMigrations: readonly Migration[] = [fromDraft];
