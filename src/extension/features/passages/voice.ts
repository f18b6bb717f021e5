/** Correcting whose voice a passage is: the next likely one with one key, or one from the list; and who speaks, the likely ones first. */
import * as vscode from 'vscode';
import type { Changes } from '../../../core/sidecar/decision';
import { type Annotation, type Voice, voices } from '../../../core/sidecar/schema';
import type { App } from '../../app';
import { kindWord, voiceWord } from '../hovers/cards';
import type { PassageTarget } from './target';
import { noIcons } from '../../plain';
import { say } from '../../saying';

export type Change = (label: string, targets: readonly PassageTarget[], changes: (annotation: Annotation) => Changes<Annotation>) => Promise<void>;

/** The three between which a coder corrects; captions and comments are seen by their place, and stay in the list. */
const likely: readonly Voice[] = ['outlet', 'quoted', 'paraphrased'];

/** The next voice; a speaker that the text names comes and goes with it. */
export async function nextVoice(app: App, targets: readonly PassageTarget[], change: Change): Promise<void> {
  const [first] = targets;
  if (!first) return;
  const voice = likely[(likely.indexOf(first.annotation.voice ?? 'outlet') + 1) % likely.length] ?? 'outlet';
  const speaker = voice === 'outlet' ? undefined : (first.annotation.speaker ?? (await speakerBeside(app, first)));
  await change(vscode.l10n.t('Set voice'), targets, () => ({ voice, ...(voice === 'outlet' ? { speaker: null } : speaker !== undefined && { speaker }) }));
  const name = speaker === undefined ? undefined : first.model.project.value.actors?.find(({ id }) => id === speaker)?.name;
  const words = voiceWord(voice, vscode.l10n.t);
  say(name === undefined ? vscode.l10n.t('Voice: {0}', words) : vscode.l10n.t('Voice: {0}, {1}', words, name), 4000);
}

export async function chooseVoice(targets: readonly PassageTarget[], change: Change): Promise<void> {
  const current = targets.length === 1 ? targets[0]?.annotation.voice : undefined;
  const items = voices.map((voice) => ({ label: voiceWord(voice, vscode.l10n.t), description: voice === current ? vscode.l10n.t('current') : '', voice }));
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Whose voice is it?') });
  if (picked) await change(vscode.l10n.t('Set voice'), targets, () => ({ voice: picked.voice, ...(picked.voice === 'outlet' && { speaker: null }) }));
}

/** Actors named in the passage's paragraph stand first, then those of the document, then the rest of the registry. */
export async function chooseSpeaker(app: App, targets: readonly PassageTarget[], change: Change): Promise<void> {
  const [first] = targets;
  if (!first) return;
  const { project } = first.model;
  const article = app.articles.get(first.model.uri);
  const place = article?.passages.find(({ annotation }) => annotation.id === first.annotation.id)?.range;
  const block = place && article.blockAt(place.start);
  const mentions = article?.analysis?.mentions ?? [];
  const inBlock = new Set(mentions.filter(({ start }) => block && block.start <= start && start < block.end).map(({ actor }) => actor));
  const inDocument = new Set(mentions.map(({ actor }) => actor));
  const nearness = [vscode.l10n.t('current'), vscode.l10n.t('in this paragraph'), vscode.l10n.t('in this document')];
  const rank = (id: string): number => (id === first.annotation.speaker ? 0 : inBlock.has(id) ? 1 : inDocument.has(id) ? 2 : 3);
  const items = (project.value.actors ?? [])
    .map((actor) => ({
      label: noIcons(actor.name),
      description: [kindWord(actor.kind, vscode.l10n.t), nearness[rank(actor.id)] ?? ''].filter((part) => part !== '').join(' · '),
      id: actor.id,
      rank: rank(actor.id),
    }))
    .sort((a, b) => a.rank - b.rank || a.label.localeCompare(b.label));
  const none = { label: vscode.l10n.t('No speaker'), description: '', id: null, rank: 4 };
  const picked = await vscode.window.showQuickPick([...items, none], { title: vscode.l10n.t('Who speaks?'), matchOnDescription: true });
  if (picked) await change(vscode.l10n.t('Set speaker'), targets, () => ({ speaker: picked.id }));
}

/** Whom the text beside the passage names as its speaker, if that is an actor of the project. */
async function speakerBeside(app: App, { model, annotation }: PassageTarget): Promise<string | undefined> {
  const article = app.articles.get(model.uri);
  const range = article?.passages.find((passage) => passage.annotation.id === annotation.id)?.range;
  if (!article || !range) return undefined;
  const { suggested } = await import('../tagging/tag');
  return suggested(article, range, (await article.quotations()).quotations).speaker;
}
