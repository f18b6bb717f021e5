/** Names of media in a text: which run of capitalised words is one, and where in the run it stands. */
import { agencyNamed } from './agencies';
import type { ProvenanceInput } from './types';

/** A capitalised word of a name, bounded for every pattern that uses it. A full stop only within it: "Kyiv.info". */
const word = String.raw`\p{Lu}[\p{L}\p{N}&’'-]{0,30}(?:\.[\p{L}\p{N}]{1,12}){0,3}`;
/** Up to six such words, with small ones between them. */
export const run = String.raw`${word}(?: (?:(?:of|and|&|the|for|de|del|der|la) )?${word}){0,5}`;

/** Last words of names that few but newspapers, stations and agencies bear. */
const mediaWord =
  / (?:Times|Post|News|Journal|Gazette|Herald|Tribune|Guardian|Agency|Today|Daily|Telegraph|Observer|Chronicle|Courier|Broadcasting|TV|Television|Radio|Newspaper|Newswire|Zeitung|Gazeta|Novosti|Pravda|Izvestia|Kurier)$/u;

export interface Medium {
  /** The project's own name for it, the agency's usual one, or as written. */
  readonly name: string;
  /** The project's outlet. */
  readonly outlet: string | undefined;
  /** Known to the project or among the agencies; else only its words suggest that it is one. */
  readonly sure: boolean;
}

type Index = ProvenanceInput['index'];

/** The medium of just this name. @param credit see {@link agencyNamed} */
export function mediumNamed(written: string, index: Index, credit = false): Medium | undefined {
  const name = tidy(written);
  const bare = name.replace(/^The /u, '');
  const outlet = index.outletNamed(name) ?? index.outletNamed(bare);
  if (outlet) return { name: outlet.name, outlet: outlet.id, sure: true };
  const agency = agencyNamed(name, credit) ?? agencyNamed(bare, credit);
  if (agency !== undefined) {
    const own = index.outletNamed(agency);
    return { name: own?.name ?? agency, outlet: own?.id, sure: true };
  }
  if (!mediaWord.test(` ${bare}`)) return undefined;
  // "The Guardian" is a name; "Guardian" alone may be anybody.
  if (bare.includes(' ')) return { name: bare, outlet: undefined, sure: false };
  return bare === name ? undefined : { name, outlet: undefined, sure: false };
}

/** The medium that a run of capitalised words ends with, longest first: "On Tuesday Reuters". */
export function mediumAtEnd(written: string, index: Index, credit = false): Medium | undefined {
  const words = written.split(' ');
  for (let from = 0; from < words.length; from++) {
    const medium = mediumNamed(words.slice(from).join(' '), index, credit);
    if (medium) return medium;
  }
  return undefined;
}

/** The medium that a run begins with, longest first: "Reuters On". */
export function mediumAtStart(written: string, index: Index, credit = false): Medium | undefined {
  const words = written.split(' ');
  for (let to = words.length; to > 0; to--) {
    const medium = mediumNamed(words.slice(0, to).join(' '), index, credit);
    if (medium) return medium;
  }
  return undefined;
}

/** Without a genitive, quotation marks and the sentence's punctuation. */
export function tidy(name: string): string {
  return name
    .trim()
    .replace(/^[“"«]|[”"»]$/gu, '')
    .replace(/(?:’s|'s|[’'])$/u, '')
    .replace(/[.,;:]+$/u, '')
    .trim();
}
