/** The hover cards of actors and passages as Markdown; that of dates is in dateCard.ts. Pure: all text of the documents is escaped here, all links are our own commands. */
import type { Mention } from '../../../core/actors/types';
import type { ActorSummary } from '../../../core/corpus/types';
import type { Publication } from '../../../core/dates/types';
import type { Actor, Project } from '../../../core/project/schema';
import type { Annotation, DocumentMetadata } from '../../../core/sidecar/schema';
import { command } from '../../contributions';
import { commandLink, escapeMarkdown as esc } from '../../markdown';
import type { Translate } from '../../translate';
import { dayInWords } from '../dates/words';
import { whyActor } from './why';

export interface CardContext {
  readonly t: Translate;
  readonly locale: string;
  readonly project: Project;
  /** The document's URI, for the links. */
  readonly uri: string;
  readonly metadata: DocumentMetadata;
  readonly publication: Publication | undefined;
}

/** Forms beyond this many are counted, not listed. */
const mostForms = 8;
const mostOutlets = 8;

export interface ActorCard {
  readonly mention: Mention;
  readonly actor: Actor | undefined;
  readonly here: readonly { readonly form: string; readonly count: number }[];
  /** Undefined while the index has not answered. */
  readonly corpus: ActorSummary | undefined;
}

export function actorCard({ mention, actor, here, corpus }: ActorCard, context: CardContext): string {
  const { t } = context;
  const lines = [
    `**${esc(actor?.name ?? mention.name)}** — ${esc(kindWord(mention.kind, t))}${mention.provisional ? ` · ${esc(t('not in the registry'))}` : ''}`,
  ];
  const role = roleAt(actor, context.publication);
  if (role)
    lines.push(
      esc(
        context.publication ? t('{0} (on {1})', role, dayInWords(context.publication.end, context.locale)) : t('{0} (at one time; no publication date)', role),
      ),
    );
  else if (mention.title) lines.push(esc(t('Called “{0}” here', mention.title)));
  const total = here.reduce((sum, { count }) => sum + count, 0);
  lines.push(`${esc(t('Here, {0}:', plural(total, t('mention'), t('mentions'))))} ${forms(here)}`);
  if (corpus) lines.push(...elsewhere(corpus, context));
  lines.push(`*${esc(whyActor(mention, t))}*`);
  const at = [context.uri, mention.start, mention.end];
  const links = [
    commandLink(t('All mentions'), command.showActorMentions, [mention.actor, context.uri]),
    commandLink(actor ? t('Edit') : t('Add to registry'), command.editActor, [mention.actor, context.uri, mention.name, mention.kind]),
    commandLink(t('Merge into…'), command.mergeActor, [mention.actor, context.uri, mention.name, mention.kind]),
    commandLink(t('Another actor…'), command.changeActor, at),
    commandLink(t('Not an actor'), command.rejectMention, at),
  ];
  return [...lines, links.join(' · ')].join('\n\n');
}

function elsewhere(corpus: ActorSummary, { t, project }: CardContext): string[] {
  const counts = t('In the corpus: {0} in {1}', plural(corpus.mentions, t('mention'), t('mentions')), plural(corpus.documents, t('document'), t('documents')));
  const asides = corpus.asides ? t(', {0} of them in captions, comments or page furniture', corpus.asides) : '';
  const rows = corpus.variants.slice(0, mostOutlets).map((variant) => `- ${esc(outletName(project, variant.outlet, t))}: ${forms(variant.forms)}`);
  const more = corpus.variants.length - rows.length;
  if (more > 0) rows.push(`- ${esc(t('and {0} more', plural(more, t('outlet'), t('outlets'))))}`);
  return [esc(counts + asides), rows.join('\n')];
}

function forms(list: readonly { readonly form: string; readonly count: number }[]): string {
  const shown = list.slice(0, mostForms).map(({ form, count }) => `${esc(form)} ${count}`);
  return list.length > mostForms ? `${shown.join(', ')}, …` : shown.join(', ');
}

/** The role an actor held on the day of publication; without one, the latest role. */
export function roleAt(actor: Actor | undefined, publication: Publication | undefined): string | undefined {
  const roles = actor?.roles ?? [];
  if (!publication) return roles.at(-1)?.title;
  const day = publication.end;
  return roles.find((role) => (role.from ?? '').slice(0, day.length) <= day && (role.to === undefined || role.to >= day.slice(0, role.to.length)))?.title;
}

export interface PassageCard {
  readonly annotation: Annotation;
  readonly state: 'exact' | 'moved' | 'fuzzy';
}

export function passageCard({ annotation, state }: PassageCard, context: CardContext, tagLabel: (id: string) => string): string {
  const { t, locale, metadata, project } = context;
  const lines = [`**${annotation.tags.map((tag) => esc(tagLabel(tag))).join(' · ') || esc(t('Without tag'))}**`];
  const speaker = annotation.speaker === undefined ? undefined : (project.actors?.find((actor) => actor.id === annotation.speaker)?.name ?? annotation.speaker);
  const voice = annotation.voice && voiceWord(annotation.voice, t);
  if (voice !== undefined || speaker !== undefined)
    lines.push(
      esc(speaker === undefined ? t('Voice: {0}', voice ?? '') : voice === undefined ? t('Speaker: {0}', speaker) : t('Voice: {0}, {1}', voice, speaker)),
    );
  if (annotation.note) lines.push(esc(annotation.note));
  lines.push(`*${esc(t('Coded by {0}, {1}', annotation.by, timeInWords(annotation.updated ?? annotation.created, locale)))}*`);
  if (state !== 'exact')
    lines.push(
      esc(
        state === 'moved'
          ? t('The text has moved since; the new place waits to be accepted.')
          : t('The text was edited since; this is the likeliest place and waits to be accepted.'),
      ),
    );
  if ((annotation.voice === 'quoted' || annotation.voice === 'paraphrased') && isTranslation(metadata))
    lines.push(`$(warning) ${esc(t('Translated wording; do not cite as verbatim.'))}`);
  const links = [
    ...(state === 'exact' ? [] : [commandLink(t('Accept this place'), command.acceptPlace, [context.uri, annotation.id])]),
    commandLink(t('Edit note'), command.editNote, [context.uri, annotation.id]),
    commandLink(t('Change tags'), command.retagPassage, [context.uri, annotation.id]),
    commandLink(t('Voice'), command.setVoice, [context.uri, annotation.id]),
    commandLink(t('Delete'), command.deletePassage, [context.uri, annotation.id]),
  ];
  return [...lines, links.join(' · ')].join('\n\n');
}

function isTranslation(metadata: DocumentMetadata): boolean {
  return metadata.translation === 'machine' || metadata.translation === 'human';
}

export function kindWord(kind: Mention['kind'], t: Translate): string {
  const words = { person: t('person'), organisation: t('organisation'), state: t('state'), place: t('place'), group: t('group') };
  return words[kind];
}

export function voiceWord(voice: NonNullable<Annotation['voice']>, t: Translate): string {
  const words = { outlet: t('the outlet’s own'), quoted: t('quoted'), paraphrased: t('paraphrased'), comment: t('reader comment'), caption: t('caption') };
  return words[voice];
}

export function outletName(project: Project, id: string | undefined, t: Translate): string {
  return id === undefined ? t('Outlet not set') : (project.outlets?.find((outlet) => outlet.id === id)?.name ?? id);
}

export function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

export function timeInWords(timestamp: string, locale: string): string {
  const time = Date.parse(timestamp);
  return Number.isNaN(time) ? timestamp : new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}
