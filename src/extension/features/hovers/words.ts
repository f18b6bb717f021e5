/** Words that cards and views share. Pure. */
import type { ActorKind } from '../../../core/actors/types';
import type { FormCount } from '../../../core/corpus/types';
import type { Outlet, Project } from '../../../core/project/schema';
import { escapeMarkdown as esc } from '../../markdown';
import { numeral } from '../../numeral';
import type { Translate } from '../../translate';

/** Forms beyond this many are not listed. */
const mostForms = 8;

export function kindWord(kind: ActorKind, t: Translate): string {
  switch (kind) {
    case 'person':
      return t('person');
    case 'organisation':
      return t('organisation');
    case 'state':
      return t('state');
    case 'place':
      return t('place');
    case 'group':
      return t('group');
  }
}

export function outletName(project: Project, id: string | undefined, t: Translate): string {
  return id === undefined ? t('Outlet not set') : (outletIn(project, id)?.name ?? id);
}

/** By its id, else by one that it replaces. */
export function outletIn({ outlets = [] }: Project, id: string): Outlet | undefined {
  return outlets.find((outlet) => outlet.id === id) ?? outlets.find(({ replaces }) => replaces?.includes(id));
}

export function plural(count: number, one: string, many: string): string {
  return `${numeral(count)} ${count === 1 ? one : many}`;
}

/** "Blinken 2, Secretary Blinken 2 (1 set back), …" as Markdown. */
export function formsInWords(list: readonly FormCount[], t: Translate): string {
  const shown = list
    .slice(0, mostForms)
    .map(({ form, count, asides }) => `${esc(form)} ${numeral(count)}${asides ? ` ${esc(t('({0} set back)', numeral(asides)))}` : ''}`);
  return list.length > mostForms ? `${shown.join(', ')}, …` : shown.join(', ');
}
