/**
 * Towns and provinces of North America that bear a country's or a capital's name: Lebanon, Ohio, is not Lebanon, Moscow, Idaho, speaks for
 * nobody's government, and the Georgia whose capital is Atlanta is not the one of Tbilisi.
 */
import { abbreviatedStates, type Gazetteer } from './gazetteer';
import type { Name, Names } from './known';
import { fold } from './tokens';
import type { RecognisedMention } from './types';

/** The states of the United States and the provinces of Canada (ISO 3166-2:US and :CA), as they are written after a town; without those that are cities too, which stand in lists of capitals. */
const provinces: readonly string[] = [
  ...`Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada Ohio
   Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Wisconsin Wyoming Alberta Manitoba Newfoundland Ontario Quebec Saskatchewan Yukon Nunavut`.split(
    /\s+/,
  ),
  ...'New Hampshire,New Jersey,New Mexico,North Carolina,North Dakota,Rhode Island,South Carolina,South Dakota,West Virginia,British Columbia,New Brunswick,Nova Scotia,Prince Edward Island'.split(
    ',',
  ),
];
const provinceKeys = new Set(provinces.map(fold));
const shortened = new Map([...abbreviatedStates, ['ga.', 'Georgia']]);
const written = [...provinces, ...[...shortened.keys()].map((short) => short[0]?.toUpperCase() + short.slice(1))]
  .map((name) => name.replace(/\./g, '\\.'))
  .join('|');
/** Behind a town; not in a list of more ("Mexico, Texas, Arizona", "Moscow, Ohio and …"). */
const behindTown = new RegExp(`^, (${written})(?![\\p{L}-]|,? (?:and|or) (?:the )?\\p{Lu}|, (?:${written})(?!\\p{L}))`, 'u');

/** Whether a town's state or province follows what ends at `end`: "Austin, Texas". */
export const isBehindTown = (text: string, end: number): boolean => text[end] === ',' && behindTown.test(text.slice(end, end + 30));

/** What is asked of a mention on its way through the document. */
export interface Placed {
  readonly m: RecognisedMention;
  readonly start: number;
  readonly key: string;
  readonly name: Name;
  readonly block: { readonly start: number; readonly text: string; readonly mentions: readonly RecognisedMention[] };
  /** The place that is meant, where a country or a capital bears its name. */
  elsewhere: Name | undefined;
}

export function attachProvinces(drafts: readonly Placed[], gazetteer: Gazetteer, names: Names): void {
  const first = new Map<string, Name | undefined>();
  let american: boolean | undefined;
  for (let i = 0; i < drafts.length; i++) {
    const d = drafts[i] as Placed;
    if (d.m.metonym?.type !== 'capital' && (d.name.words > 3 || d.name.state === undefined)) continue;
    if (provinceKeys.has(d.key)) {
      american ??= isAmerican(drafts, d.key, gazetteer);
      if (american) d.elsewhere = names.of(`${d.m.text}, United States`);
      continue;
    }
    const province = d.block.text[d.m.end] === ',' ? behindTown.exec(d.block.text.slice(d.m.end, d.m.end + 30))?.[1] : undefined;
    // The province that is a country's name too says nothing unless the document does.
    const known = province === undefined || !gazetteer.states.has(fold(province)) || (american ??= isAmerican(drafts, fold(province), gazetteer));
    const place = province === undefined || !known ? undefined : names.of(`${d.m.text}, ${shortened.get(fold(province)) ?? province}`);
    if (!first.has(d.key)) first.set(d.key, place);
    // Once introduced, a town goes by its bare name; "Athens, Greece" is the other one.
    const next = drafts[i + 1];
    const isCountrys = next !== undefined && next.start === d.start + d.m.text.length + 2 && next.name.state !== undefined && !provinceKeys.has(next.key);
    d.elsewhere = place ?? (isCountrys ? undefined : first.get(d.key));
  }
}

const offices =
  /^(?:['’]s)? (?:Gov(?:ernor|\.)|Sen(?:ator|\.)|Rep(?:ublicans?|resentative|\.)|Democrats?|Legislature|Senate|House|Supreme Court|Secretary of State|Attorney General|General Assembly|governor|legislature|lawmakers|senators?)(?!\p{L})/u;
const officers = /(?:Sens?\.|Reps?\.|Gov\.|Senator|Representative|Governor|Congress(?:wo)?man) [^.,;]{2,60} of $/u;
/** Names that only the country has about it; its capital and its adjective are in the gazetteer. */
const caucasian = new Set(['abkhazia', 'south ossetia', 'caucasus', 'south caucasus', 'russia']);

/** Whether a document that names a state of the United States and a country alike means the former: offices and neighbours say so, and nothing speaks against it. */
function isAmerican(drafts: readonly Placed[], key: string, gazetteer: Gazetteer): boolean {
  const code = gazetteer.states.get(key)?.code;
  let [here, there] = [0, 0];
  const adjectives = [...gazetteer.demonyms].filter(([, state]) => state.code === code).map(([adjective]) => adjective);
  for (const [i, d] of drafts.entries()) {
    if (caucasian.has(d.key) || (d.m.metonym?.of === code && code !== undefined)) there++;
    if (d.key !== key) continue;
    const { text } = d.block;
    if (offices.test(text.slice(d.m.end, d.m.end + 40))) here += 2;
    if (officers.test(text.slice(Math.max(0, d.m.start - 80), d.m.start))) here += 2;
    const [before, after] = [drafts[i - 1], drafts[i + 1]];
    if (
      before !== undefined &&
      d.start === before.start + before.m.text.length + 2 &&
      text.startsWith(', ', d.m.start - 2) &&
      before.m.metonym?.of !== code &&
      before.name.state === undefined
    )
      here++;
    for (const other of [before, after])
      if (other !== undefined && Math.abs(other.start - d.start) < 40 && other.key !== key && provinceKeys.has(other.key)) here++;
  }
  if (here > 0 && there === 0) for (const block of new Set(drafts.map((d) => d.block))) if (adjectives.some((a) => fold(block.text).includes(a))) there++;
  return here > there;
}
