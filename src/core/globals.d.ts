/**
 * The few host globals that core may use: they are part of every JavaScript host Pressmark runs in
 * (WHATWG Encoding Standard), yet belong to no ECMAScript library that TypeScript ships.
 */
interface TextDecoderOptions {
  readonly fatal?: boolean;
  readonly ignoreBOM?: boolean;
}
declare class TextDecoder {
  constructor(label?: string, options?: TextDecoderOptions);
  decode(input?: Uint8Array): string;
}
declare class TextEncoder {
  encode(input?: string): Uint8Array;
  /** Writes UTF-8 until the array is full; how many UTF-16 units were read and how many bytes written. */
  encodeInto(source: string, destination: Uint8Array): { readonly read: number; readonly written: number };
}
