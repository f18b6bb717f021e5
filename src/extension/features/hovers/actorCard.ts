/** The hover card of an actor as Markdown. Pure: all text of documents and registry is escaped here. */
import type { Mention } from '../../../core/actors/types';
import type { ActorSummary, FormCount, OutletForms } from '../../../core/corpus/types';
import type { Publication } from '../../../core/dates/types';
import type { Actor } from '../../../core/project/schema';
import { command } from '../../contributions';
import { commandLink, escapeMarkdown as esc } from '../../markdown';
import { numeral } from '../../numeral';
import { wikidataAddress } from '../actors/wikidata';
import { dayInWords } from '../dates/words';
import { shorten } from '../shorten';
import { mostCarried } from '../wordings/places';
import type { CardContext } from './cards';
import type { Said } from './said';
import { type Decided, whyActor } from './why';
import { formsInWords, kindWord, outletName, plural } from './words';

/** Outlets beyond this many are counted, not listed. */
const mostOutlets = 8;
/** A statement in a card is cut here: a line or two. */
const saidLength = 120;

export interface ActorCard {
  readonly mention: Mention;
  /** Who said so, where a coder did. */
  readonly decided?: Decided | undefined;
  readonly actor: Actor | undefined;
  /** Forms in this document, most frequent first. */
  readonly here: readonly FormCount[];
  /** Undefined while the index has not answered. */
  readonly corpus: ActorSummary | undefined;
  /** A statement an outlet, of those that stand nearest to hand. */
  readonly said?: readonly SaidLine[];
}

/** What an outlet ascribes to the actor, and where. */
export interface SaidLine extends Said {
  readonly outlet: string | undefined;
  readonly uri: string;
}

export function actorCard({ mention, decided, actor, here, corpus, said: examples = [] }: ActorCard, context: CardContext): string {
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
  lines.push(...counts(here, corpus, context));
  const said = corpus?.statements.reduce((sum, { count }) => sum + count, 0) ?? 0;
  if (corpus && said > 0) lines.push(esc(t('Says, thinks, wants or denies, as reported: {0}', byOutlet(corpus, context))));
  lines.push(`*${esc(whyActor(mention, t, context.locale, decided))}*`, links(mention, actor, said, context).join(' · '));
  // Behind the links, which they would push out of the card.
  if (said > 0 && examples.length > 0) lines.push(examples.map((example) => saidRow(example, context)).join('\n'));
  return lines.join('\n\n');
}

/** "RT: The minister said that the talks had failed.", which leads to its place; with its cue in front where it is denied or the words shown leave it out. */
function saidRow({ outlet, uri, text, sentence, cue, denied, start, end }: SaidLine, { t, project }: CardContext): string {
  const words = shorten(sentence.replace(/\s+/g, ' '), saidLength);
  const name = outletName(project, outlet, t);
  const by = cue !== undefined && (denied || !words.toLowerCase().includes(cue)) ? t('{0}, “{1}”', name, cue) : name;
  return `- ${esc(by)}: ${commandLink(words, command.openWording, [uri, start, end, text.slice(0, mostCarried)], t('Open in the document'))}`;
}

/** What can be done about the actor, then about this one mark. */
function links(mention: Mention, actor: Actor | undefined, said: number, { t, uri }: CardContext): string[] {
  const who = [mention.actor, uri, mention.name, mention.kind];
  const at = [uri, mention.start, mention.end];
  return [
    commandLink(t('All mentions'), command.showActorMentions, who),
    ...(said > 0 ? [commandLink(t('Statements ({0})', numeral(said)), command.showActorStatements, who)] : []),
    actor ? commandLink(t('Edit'), command.editActor, who) : commandLink(t('Add to registry'), command.registerActor, who),
    commandLink(t('Merge into…'), command.mergeActor, who),
    commandLink(t('Another actor…'), command.changeActor, at),
    commandLink(t('Not an actor'), command.rejectMention, at),
    ...(actor?.wikidata === undefined ? [] : [`[${esc(t('Wikidata {0}', actor.wikidata))}](${wikidataAddress(actor.wikidata)})`]),
  ];
}

/** Counts, then a row an outlet, this document's own first and in bold: how it names the actor is held against how the others do. */
function counts(here: readonly FormCount[], corpus: ActorSummary | undefined, { t, project, metadata }: CardContext): string[] {
  const total = here.reduce((sum, { count }) => sum + count, 0);
  const words = plural(total, t('mention'), t('mentions'));
  const withForms = `${esc(t('Here, {0}:', words))} ${formsInWords(here, t)}`;
  if (!corpus) return [withForms];
  const own = ({ outlet }: OutletForms): boolean => outlet !== undefined && outlet === metadata.outlet;
  const ordered = [...corpus.variants.filter(own), ...corpus.variants.filter((variant) => !own(variant))];
  const rows = ordered.slice(0, mostOutlets).map((variant) => {
    const name = esc(outletName(project, variant.outlet, t));
    return `- ${own(variant) ? `**${name}**` : name}: ${formsInWords(variant.forms, t)}`;
  });
  const more = ordered.length - rows.length;
  if (more > 0) rows.push(`- ${esc(t('and {0} more', plural(more, t('outlet'), t('outlets'))))}`);
  const inAll = t('In the corpus: {0} in {1}', plural(corpus.mentions, t('mention'), t('mentions')), plural(corpus.documents, t('document'), t('documents')));
  const asides = corpus.asides ? t(', {0} of them in captions, comments, quoted titles or page furniture', numeral(corpus.asides)) : '';
  // The only document of its outlet would say its forms twice, and push the links out of the card.
  const twice = ordered.some((variant) => own(variant) && variant.forms.reduce((sum, { count }) => sum + count, 0) === total);
  return twice ? [esc(`${t('Here, {0}', words)} · ${inAll}${asides}`), rows.join('\n')] : [withForms, esc(inAll + asides), rows.join('\n')];
}

/** "RT 12, EEAS 3" */
function byOutlet({ statements }: ActorSummary, { t, project }: CardContext): string {
  const shown = statements.slice(0, mostOutlets).map(({ outlet, count }) => `${outletName(project, outlet, t)} ${numeral(count)}`);
  return statements.length > mostOutlets ? `${shown.join(', ')}, …` : shown.join(', ');
}

/** The role an actor held on the day of publication, of several the one that began last; without a date, the latest role. */
export function roleAt(actor: Actor | undefined, publication: Publication | undefined): string | undefined {
  const roles = actor?.roles ?? [];
  if (!publication) return roles.at(-1)?.title;
  const day = publication.end;
  const held = roles.filter(({ from = '', to }) => from.slice(0, day.length) <= day && (to === undefined || to >= day.slice(0, to.length)));
  return held.reduce<(typeof held)[number] | undefined>((best, role) => (best && (best.from ?? '') > (role.from ?? '') ? best : role), undefined)?.title;
}
