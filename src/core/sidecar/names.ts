/** Names of sidecars and their documents: file names, without folders. */

const suffix = '.pressmark.yaml';

/** `a.txt` → `a.txt.pressmark.yaml`; with separate coders `a.txt.<coder>.pressmark.yaml`. */
export function sidecarName(documentName: string, coder?: string): string {
  return coder === undefined ? documentName + suffix : `${documentName}.${coderSlug(coder)}${suffix}`;
}

/** The part of a sidecar's name behind its document's: `.pressmark.yaml`, or with separate coders `.<coder>.pressmark.yaml`. */
export function sidecarSuffix(coder?: string): string {
  return sidecarName('', coder);
}

/**
 * The document that a sidecar may belong to, without regard to coders: of `a.txt.anna.pressmark.yaml`,
 * `a.txt.anna` and, where that is no document, `a.txt`; ask {@link documentCandidates} for both.
 * @returns undefined for a name that is no sidecar's.
 */
export function documentNameOf(name: string): string | undefined {
  return name.endsWith(suffix) && name.length > suffix.length ? name.slice(0, -suffix.length) : undefined;
}

/** The documents that a sidecar may belong to and whose it is, likelier first. Only the folder can tell which exists. */
export function documentCandidates(name: string): readonly { readonly document: string; readonly coder?: string }[] {
  const whole = documentNameOf(name);
  if (whole === undefined) return [];
  const dot = whole.lastIndexOf('.');
  if (dot <= 0 || dot === whole.length - 1) return [{ document: whole }];
  return [{ document: whole }, { document: whole.slice(0, dot), coder: whole.slice(dot + 1) }];
}

/**
 * Whether a sidecar is this coder's own: neither everybody's of a document that is named as theirs would be (`a.txt.anna`), nor one of a
 * document that nobody knows.
 * @param isDocument whether there is a document of that name
 */
export function isOwnSidecar(name: string, coder: string, isDocument: (name: string) => boolean): boolean {
  return documentCandidates(name).find(({ document }) => isDocument(document))?.coder === coderSlug(coder);
}

/**
 * A coder's name as part of a file name: letters, digits, `-` and `_`; anything else becomes `-`.
 * Names that differ only in what is replaced are told apart by a checksum.
 */
export function coderSlug(coder: string): string {
  const plain = coder.normalize('NFC').replace(/[^\p{L}\p{N}_-]+/gu, '-');
  const slug = plain.slice(0, 48) || '-';
  return slug === coder ? slug : `${slug}-${checksum(coder)}`;
}

/** 32 bits of FNV-1a: enough to tell a handful of coders apart. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (const unit of text) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0').slice(0, 6);
}
