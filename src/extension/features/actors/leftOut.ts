/** What a merge does not take over as it stands, told before or after it. Loaded when first used. */
import * as vscode from 'vscode';
import { unknownFieldsOf } from '../../../core/project';
import type { NamedActor } from '../../../core/project/registry';
import type { Actor } from '../../../core/project/schema';
import type { ProjectModel } from '../../workspace/project';
import { shorten } from '../shorten';
import { confirmed, listOf, mostNames } from './asking';

export interface Pair {
  readonly into: NamedActor;
  readonly from: NamedActor;
}

/** An entry whose Wikidata id a merge would leave out. */
export interface LeftOut {
  readonly into: NamedActor;
  readonly actor: Actor;
}

/**
 * An entry has one Wikidata id, and what Pressmark does not know of an entry cannot go to another file with it: where a merge would leave something out, the
 * reader says whether that is meant.
 */
export async function agreesToLeaveOut(project: ProjectModel, left: readonly LeftOut[], pairs: readonly Pair[]): Promise<boolean> {
  const { t } = vscode.l10n;
  const stranded = pairs.flatMap((pair) => strandedOf(project, pair) ?? []);
  if (left.length + stranded.length === 0) return true;
  const lines = [
    ...left.map(({ into, actor }) =>
      t('{0} becomes a form of {1}; its id {2} is left out.', shorten(actor.name, 60), shorten(into.name, 60), actor.wikidata ?? ''),
    ),
    ...stranded,
  ];
  const shown = [...lines.slice(0, mostNames), ...(lines.length > mostNames ? ['…'] : [])];
  const why = left.length ? t('Two ids mostly mean two actors. One undo takes it back.') : t('One undo takes it back.');
  const question = left.length ? t('Merge actors that have different Wikidata ids?') : t('Merge, and leave out what Pressmark does not know?');
  return confirmed(question, [...shown, why].join('\n'), t('Merge'));
}

/** Says where the words of two entries under one unknown key went. Asked before the merge; undefined where nothing stands against anything. */
export function keptAsComments(project: ProjectModel, pairs: readonly Pair[]): string | undefined {
  const kept = pairs.flatMap((pair) => {
    if (strandedOf(project, pair)) return [];
    const own = fieldsOf(project, pair.into.id);
    return fieldsOf(project, pair.from.id).flatMap((field) => {
      const other = own.find(({ key }) => key === field.key);
      return field.partly || (other && other.line !== field.line) ? [field.key] : [];
    });
  });
  if (kept.length === 0) return undefined;
  return vscode.l10n.t('Merged. What the entries say differently is kept as a comment in the one that stays: {0}', listOf([...new Set(kept)]));
}

function strandedOf(project: ProjectModel, { into, from }: Pair): string | undefined {
  const entry = project.index.actor(from.id);
  const heir = project.index.actor(into.id);
  const fields = entry ? fieldsOf(project, entry.id) : [];
  if (!entry || fields.length === 0 || entry.id === heir?.id) return undefined;
  const here = project.homeOf({ type: 'remove', section: 'actors', key: entry.id });
  const there = project.homeOf(
    heir
      ? { type: 'change', section: 'actors', key: heir.id, changes: {} }
      : { type: 'add', section: 'actors', entry: { id: 'x', name: into.name, kind: into.kind } },
  );
  if (here === there) return undefined;
  const keys = listOf(fields.map(({ key }) => key));
  return vscode.l10n.t(
    '{0} stands in another file than {1}; what Pressmark does not know there is left out: {2}',
    shorten(entry.name, 60),
    shorten(into.name, 60),
    keys,
  );
}

function fieldsOf(project: ProjectModel, id: string): ReturnType<typeof unknownFieldsOf> {
  const entry = project.index.actor(id);
  return entry ? project.files().flatMap(({ store }) => unknownFieldsOf(store.current, entry.id)) : [];
}
