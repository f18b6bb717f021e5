/** Which writing system a stretch of text is in, for telling an article from the interface around it. */

export type Script = 'latin' | 'cyrillic' | 'greek' | 'semitic' | 'other';

/** Share of the letters that must be in one script before a text is said to be in it. */
const mainShare = 0.8;

/** The script of nearly all letters of `text`, or undefined when it is mixed or has no letters. Linear. */
export function scriptOf(text: string): Script | undefined {
  // Every document's text passes here twice, and most have letters of one script: a pattern finds others several times as fast as they are counted.
  const foreign = text.match(foreignLetters);
  if (foreign === null) return latinLetter.test(text) ? 'latin' : undefined;
  if (hasMoreLatin(text, foreign.reduce((sum, { length }) => sum + length, 0) * (mainShare / (1 - mainShare)))) return 'latin';
  const counts: Record<Script, number> = { latin: 0, cyrillic: 0, greek: 0, semitic: 0, other: 0 };
  let letters = 0;
  for (let i = 0; i < text.length; i++) {
    const script = letterScript(text.charCodeAt(i));
    if (!script) continue;
    counts[script]++;
    letters++;
  }
  return scripts.find((script) => counts[script] >= mainShare * letters);
}

const scripts = ['latin', 'cyrillic', 'greek', 'semitic', 'other'] as const;

/** As {@link letterScript} has them. */
const latinLetter = /[A-Za-z\u00c0-\u024f\u1e00-\u1eff]/;
const foreignLetters = /[\u0900-\u1dff\u0370-\u052f\u0590-\u077f\u3040-\ud7af]+/g;

/** Whether more Latin letters stand in a text than so many; read no further than that is known. */
function hasMoreLatin(text: string, than: number): boolean {
  let found = 0;
  for (let i = 0; i < text.length; i++) if (letterScript(text.charCodeAt(i)) === 'latin' && ++found > than + 1) return true;
  return false;
}

/** The script of the document as a whole, from a sample that does not grow with its length. */
export function mainScriptOf(text: string): Script | undefined {
  return scriptOf(text.slice(0, sampleLength));
}

/** Enough for any article; a longer text does not change its script after twenty pages. */
const sampleLength = 60_000;

/** By block of the Unicode standard; undefined for what is no letter. */
function letterScript(unit: number): Script | undefined {
  if (unit < 0x80) return ((unit | 0x20) - 0x61) >>> 0 < 26 ? 'latin' : undefined;
  if (unit < 0xc0) return undefined;
  if (unit < 0x250) return 'latin';
  if (unit >= 0x370 && unit < 0x400) return 'greek';
  if (unit >= 0x400 && unit < 0x530) return 'cyrillic';
  if (unit >= 0x590 && unit < 0x780) return 'semitic';
  if (unit >= 0x1e00 && unit < 0x1f00) return 'latin';
  if (unit >= 0x900 && unit < 0x1e00) return 'other';
  return unit >= 0x3040 && unit < 0xd7b0 ? 'other' : undefined;
}
