/** Validates what comes out of the page and out of its kept state. Nothing that arrives is trusted, a page is a browser. */
import * as v from 'valibot';
import { actorKinds } from '../../../core/project/schema';
import { laneKinds, surveyPlots } from '../../../core/corpus/survey/types';
import { windowMoves } from '../../../core/corpus/survey/units';
import type { Choices, FromPage } from './protocol';

/** A key is the JSON of a cell: an id or two, and some words. */
const Key = v.pipe(v.string(), v.maxLength(2000));
const Plot = v.picklist(surveyPlots);
/** A plot of 200 lanes or rows is some hundred kB; a picture of it at double size some MB. */
const largestSvg = 8_000_000;
const largestPng = 32_000_000;
const pngHead = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const Bytes = v.pipe(
  v.union([
    v.instance(Uint8Array),
    v.pipe(
      v.instance(ArrayBuffer),
      v.transform((buffer) => new Uint8Array(buffer)),
    ),
  ]),
  v.check((bytes) => bytes.length <= largestPng && pngHead.every((byte, index) => bytes[index] === byte)),
);

const Message = v.variant('type', [
  v.object({ type: v.literal('ready'), cell: v.optional(Key) }),
  v.object({ type: v.literal('choose'), control: v.picklist(['lanes', 'question', 'kind']), value: v.pipe(v.string(), v.maxLength(200)) }),
  v.object({ type: v.literal('move'), move: v.picklist([...windowMoves, 'all', 'usual']) }),
  v.object({ type: v.literal('open'), cell: Key }),
  v.object({ type: v.literal('close') }),
  v.object({ type: v.literal('go'), key: v.pipe(v.string(), v.maxLength(20)) }),
  v.object({ type: v.literal('act'), act: v.picklist(['comments', 'tables']) }),
  v.object({ type: v.literal('csv'), plot: Plot }),
  v.object({ type: v.literal('svg'), plot: Plot, text: v.pipe(v.string(), v.maxLength(largestSvg), v.startsWith('<svg ')) }),
  v.object({ type: v.literal('png'), plot: Plot, bytes: Bytes }),
]);

/** The message, or undefined for anything that is none. */
export function fromPage(data: unknown): FromPage | undefined {
  const parsed = v.safeParse(Message, data);
  if (!parsed.success) return undefined;
  const message = parsed.output;
  return message.type === 'ready' ? { type: 'ready', cell: message.cell } : message;
}

const Day = v.pipe(v.number(), v.safeInteger(), v.minValue(-800_000), v.maxValue(3_000_000));
const State = v.object({
  choices: v.object({
    project: v.optional(v.pipe(v.string(), v.maxLength(4000))),
    lanes: v.picklist(laneKinds),
    window: v.optional(
      v.pipe(
        v.object({ first: Day, last: Day }),
        v.check(({ first, last }) => first <= last),
      ),
    ),
    question: v.optional(v.pipe(v.string(), v.maxLength(200))),
    kind: v.optional(v.picklist(actorKinds)),
  }),
});

/** What a page kept of its choices; the usual ones where it kept none, or something else. */
export function choicesOf(state: unknown): Choices {
  const parsed = v.safeParse(State, state);
  if (!parsed.success) return usualChoices;
  const { project, lanes, window, question, kind } = parsed.output.choices;
  return { project, lanes, window, question, kind };
}

export const usualChoices: Choices = { project: undefined, lanes: 'outlet', window: undefined, question: undefined, kind: undefined };
