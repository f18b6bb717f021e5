/** The hover card of passages as Markdown; those of actors and dates have files of their own. Pure: all text of the documents is escaped here, all links are our own commands. */
import type { Publication } from '../../../core/dates/types';
import type { DistanceMark, QuotationForm, Source } from '../../../core/quotations';
import type { Range } from '../../../core/text/range';
import type { Project } from '../../../core/project/schema';
import type { Annotation, DocumentMetadata } from '../../../core/sidecar/schema';
import { command } from '../../contributions';
import { commandLink, escapeMarkdown as esc, noteMarkdown } from '../../markdown';
import type { Translate } from '../../translate';

export { kindWord, outletName, plural } from './words';

export interface CardContext {
  readonly t: Translate;
  readonly locale: string;
  readonly project: Project;
  /** The document's URI, for the links. */
  readonly uri: string;
  readonly metadata: DocumentMetadata;
  readonly publication: Publication | undefined;
}

export interface PassageCard {
  readonly annotation: Annotation;
  readonly state: 'exact' | 'moved' | 'fuzzy';
  /** Whose settlement has set it aside. */
  readonly setAsideBy?: string | undefined;
  /** Distance marks in it, with their words. */
  readonly distance: readonly { readonly kind: DistanceMark['kind']; readonly text: string }[];
}

export function passageCard({ annotation, state, setAsideBy, distance }: PassageCard, context: CardContext, tagLabel: (id: string) => string): string {
  const { t, locale, metadata, project } = context;
  const lines = [`**${annotation.tags.map((tag) => esc(tagLabel(tag))).join(' · ') || esc(t('Without tag'))}**`];
  const spoken = voiceAndSpeaker(annotation, project, t);
  if (spoken !== undefined) lines.push(esc(spoken));
  if (distance.length > 0)
    lines.push(
      esc(
        t(
          'The outlet’s wording: {0}',
          distance
            .slice(0, mostMarks)
            .map((mark) => distanceWord(mark, t))
            .join(', '),
        ),
      ),
    );
  if (annotation.note) lines.push(noteMarkdown(annotation.note));
  lines.push(`*${esc(codedWords(annotation, locale, t))}*`);
  if (setAsideBy !== undefined) lines.push(`$(circle-slash) ${esc(t('Set aside by {0}’s settlement: it does not count.', setAsideBy))}`);
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
    commandLink(t('How others worded this'), command.showWordings, [context.uri, annotation.id]),
    commandLink(t('Tag the same elsewhere…'), command.tagCounterparts, [context.uri, annotation.id]),
    commandLink(t('Delete'), command.deletePassage, [context.uri, annotation.id]),
  ];
  return [...lines, links.join(' · ')].join('\n\n');
}

/** Who coded a passage, or settled what others coded there, and when. */
export function codedWords({ by, updated, created, adjudicates }: Annotation, locale: string, t: Translate): string {
  const time = timeInWords(updated ?? created, locale);
  return adjudicates === undefined ? t('Coded by {0}, {1}', by, time) : t('Settled by {0}, {1}', by, time);
}

/** That a passage no longer counts, and through whom. */
export function setAsideWords(by: string, t: Translate): string {
  return t('set aside by {0}’s settlement', by);
}

/** Whose voice a passage is, and who speaks; undefined where the coder has said neither. */
export function voiceAndSpeaker({ voice, speaker }: Annotation, project: Project, t: Translate): string | undefined {
  const name = speaker === undefined ? undefined : speakerName(speaker, project);
  if (voice === undefined) return name === undefined ? undefined : t('Speaker: {0}', name);
  return name === undefined ? t('Voice: {0}', voiceWord(voice, t)) : t('Voice: {0}, {1}', voiceWord(voice, t), name);
}

export function speakerName(speaker: string, project: Project): string {
  return project.actors?.find((actor) => actor.id === speaker)?.name ?? speaker;
}

function isTranslation(metadata: DocumentMetadata): boolean {
  return metadata.translation === 'machine' || metadata.translation === 'human';
}

export function voiceWord(voice: NonNullable<Annotation['voice']>, t: Translate): string {
  const words = { outlet: t('the outlet’s own'), quoted: t('quoted'), paraphrased: t('paraphrased'), comment: t('reader comment'), caption: t('caption') };
  return words[voice];
}

/** Marks beyond this many are not listed. */
const mostMarks = 8;

/** Says how something is worded, not whether it is so. */
function distanceWord({ kind, text }: PassageCard['distance'][number], t: Translate): string {
  return kind === 'scare-quotes' ? t('{0} in scare quotes', text) : `‘${text}’`;
}

/** Who speaks, where the layer of voices is on: the words of the cue say how. */
export function quotationCard(
  { source, form, cue }: { readonly source: Source; readonly form: QuotationForm; readonly cue: string | undefined },
  { t }: CardContext,
): string {
  const who = source.kind === 'actor' ? [source, ...(source.others ?? [])].map(({ name }) => name).join(', ') : source.text;
  const kinds = { direct: t('Quoted'), mixed: t('Reported, partly quoted'), indirect: t('Reported') };
  const lines = [`**${esc(kinds[form])}**${who ? `: ${esc(who)}` : ''}`];
  if (source.kind !== 'actor') lines.push(esc(sourceWord(source.kind, t)));
  if (cue !== undefined) lines.push(esc(t('Cue: “{0}”', cue)));
  return lines.join('\n\n');
}

/** A caption, or a reader's comment: neither is the article's own voice. */
export function besideCard({ voice, author }: { readonly voice: 'caption' | 'comment'; readonly author?: string }, { t }: CardContext): string {
  const words = { caption: t('Caption'), comment: t('Reader comment') };
  return `**${esc(words[voice])}**${author === undefined ? '' : `: ${esc(author)}`}`;
}

/** Outlets beyond this many are not named: the view has them all. */
const mostOutlets = 4;

/** Who else words the sentence, by outlet, and the link that shows how. */
export function elsewhereCard({ outlets, start, end }: { readonly outlets: readonly string[] } & Range, { t, uri }: CardContext): string {
  const named = outlets.slice(0, mostOutlets).join(', ') + (outlets.length > mostOutlets ? ', …' : '');
  return `${esc(t('Also worded by {0}', named))} · ${commandLink(t('How others worded this'), command.showWordings, [uri, start, end])}`;
}

function sourceWord(kind: Exclude<Source['kind'], 'actor'>, t: Translate): string {
  const words = {
    person: t('somebody described, not named'),
    document: t('a document'),
    anonymous: t('a source without a name'),
    unknown: t('who that is, the text around it does not say'),
  };
  return words[kind];
}

export function timeInWords(timestamp: string, locale: string): string {
  const time = Date.parse(timestamp);
  return Number.isNaN(time) ? timestamp : new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}
