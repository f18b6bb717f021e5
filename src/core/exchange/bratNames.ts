/** Names that brat allows: types of ASCII letters, digits, "-" and "_", values without white space. Every id and name has exactly one spelling. */
import * as v from 'valibot';
import { Id } from '../project/schema';

const encoded = 'x-';

/** An id that is a type already is written as it is; another behind `x-`, with what is no ASCII letter, digit or "-" as `_` hex code point `_`. */
export function typeOfId(id: string): string {
  if (/^[A-Za-z][A-Za-z0-9_-]*$/.test(id) && !id.startsWith(encoded)) return id;
  return encoded + id.replace(/[^A-Za-z0-9-]/gu, (character) => `_${(character.codePointAt(0) as number).toString(16)}_`);
}

/** The id again; a type that is not of this writing is taken as it is. */
export function idOfType(type: string): string {
  if (!type.startsWith(encoded)) return type;
  const id = type.slice(encoded.length).replace(/_([0-9a-f]{1,6})_/g, (whole, hex: string) => {
    const point = Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
  return v.is(Id, id) && typeOfId(id) === type ? id : type;
}

/** A value on one word: white space and "%" as in an address. */
export function unspaced(value: string): string {
  return value.replace(/[\s%]/g, encodeURIComponent);
}

/** The value again; what is no encoding of white space or "%" stays. */
export function valueOf(word: string | undefined): string | undefined {
  return word?.replace(/(?:%[0-9A-F]{2})+/g, (run) => {
    try {
      const value = decodeURIComponent(run);
      return unspaced(value) === run ? value : run;
    } catch {
      return run;
    }
  });
}
