/** Which writing system a stretch of text is in, for telling an article from the interface around it. */

export type Script = 'latin' | 'cyrillic' | 'greek' | 'semitic' | 'other';

/** Share of the letters that must be in one script before a text is said to be in it. */
const mainShare = 0.8;

/** The script of nearly all letters of `text` in `[start, end)`, or undefined when it is mixed or has no letters. Linear. */
export function scriptOf(text: string, start = 0, end = text.length): Script | undefined {
  // Every document's text passes here twice, nearly all of it ASCII: its letters are counted without a look-up.
  let plain = 0;
  let foreign: Record<Script, number> | undefined;
  let letters = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      if (((unit | 0x20) - 0x61) >>> 0 < 26) plain++;
      continue;
    }
    const script = letterScript(unit);
    if (!script) continue;
    foreign ??= { latin: 0, cyrillic: 0, greek: 0, semitic: 0, other: 0 };
    foreign[script]++;
    letters++;
  }
  letters += plain;
  if (!foreign) return letters > 0 ? 'latin' : undefined;
  foreign.latin += plain;
  const counts = foreign;
  return scripts.find((script) => counts[script] >= mainShare * letters);
}

const scripts = ['latin', 'cyrillic', 'greek', 'semitic', 'other'] as const;

/** The script of the document as a whole, from a sample that does not grow with its length. */
export function mainScriptOf(text: string): Script | undefined {
  return scriptOf(text, 0, Math.min(text.length, sampleLength));
}

/** Enough for any article; a longer text does not change its script after twenty pages. */
const sampleLength = 60_000;

/** By block of the Unicode standard, of what is not ASCII; undefined for what is no letter. */
function letterScript(unit: number): Script | undefined {
  if (unit < 0xc0) return undefined;
  if (unit < 0x250) return 'latin';
  if (unit >= 0x370 && unit < 0x400) return 'greek';
  if (unit >= 0x400 && unit < 0x530) return 'cyrillic';
  if (unit >= 0x590 && unit < 0x780) return 'semitic';
  if (unit >= 0x1e00 && unit < 0x1f00) return 'latin';
  if (unit >= 0x900 && unit < 0x1e00) return 'other';
  return unit >= 0x3040 && unit < 0xd7b0 ? 'other' : undefined;
}
