/** Describing a tag: what it means, what counts and what does not; and whether what was coded before still stands. */
import * as vscode from 'vscode';
import { definitionFields, type DefinitionField, longestDefinition } from '../../../core/project/codebook';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { noIcons } from '../../plain';
import { shorten } from '../shorten';
import { decide, draftOf, hasProjectFile, openEntry, tagOf } from './common';
import { affectedBy, affectedWords } from './preview';
import type { TagTarget } from './selection';

/** Field by field, each written as soon as it is given, until the reader has enough. */
export async function describe(app: App, target: TagTarget): Promise<void> {
  const { t } = vscode.l10n;
  const { project } = target;
  if (!(await hasProjectFile(project))) return;
  const names: Readonly<Record<DefinitionField, string>> = {
    description: t('Description'),
    include: t('Include'),
    exclude: t('Exclude'),
    example: t('Example'),
  };
  const prompts: Readonly<Record<DefinitionField, string>> = {
    description: t('What it means. Empty takes it away.'),
    include: t('What counts. Empty takes it away.'),
    exclude: t('What does not count, and which tag it has instead. Empty takes it away.'),
    example: t('A passage that shows it. Empty takes it away.'),
  };
  const affected = await affectedBy(project, [target.tag]);
  // Whether it is asked must not tell what hidden coders have coded.
  const isUsed = affected.passages > 0 || project.only !== undefined;
  let revises: boolean | undefined;
  for (;;) {
    const tag = tagOf(target);
    if (!tag) return;
    const items = definitionFields.map((field) => ({ label: names[field], description: noIcons(shorten(tag[field] ?? '', 80)), field }));
    const title = t('Definition of “{0}”: {1}', tag.label, affectedWords(affected, project));
    const picked = await vscode.window.showQuickPick(items, { title, placeHolder: t('Choose what to change; Escape when it is enough') });
    if (!picked) return;
    const { field } = picked;
    // A box of one line would join the lines of a text that has several.
    if (tag[field]?.includes('\n')) return openEntry(target);
    const text = await vscode.window.showInputBox({
      title: t('{0} of “{1}”', names[field], tag.label),
      prompt: prompts[field],
      value: tag[field] ?? '',
      validateInput: (input) => (input.length > longestDefinition ? t('{0} characters at most.', numeral(longestDefinition)) : undefined),
    });
    if (text === undefined || text.trim() === (tag[field] ?? '')) continue;
    if (isUsed) revises ??= await askRevises(affectedWords(affected, project));
    if (isUsed && revises === undefined) continue;
    const draft = draftOf(project);
    draft.describe(tag.id, { [field]: text }, revises ? app.deciding.now() : undefined);
    await decide(app, t('Describe tag'), project, draft);
  }
}

/** A correction of the wording makes no passage doubtful; a change of what counts does. */
async function askRevises(words: string): Promise<boolean | undefined> {
  const { t } = vscode.l10n;
  const items = [
    { label: t('What counts has changed'), description: t('{0} are shown as coded before the revision', words), revises: true },
    { label: t('Only the wording has changed'), description: t('they were coded by the same definition'), revises: false },
  ];
  return (await vscode.window.showQuickPick(items, { title: t('Does it change what counts?') }))?.revises;
}
