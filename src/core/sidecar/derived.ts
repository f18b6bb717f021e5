/** Fields that nobody judges. */

/** What follows from the article's text or from the clock; on opening, positions are found anew. */
const fields: Readonly<Record<string, readonly string[]>> = {
  document: ['text'],
  read: ['at'],
  stance: ['at'],
  annotations: ['position', 'before', 'after', 'updated'],
  mentions: ['position', 'before', 'after', 'at'],
};

export function isDerived(section: string, field: string): boolean {
  return fields[section]?.includes(field) ?? false;
}

/** As {@link isDerived}, and the words themselves: of an entry that one person changes, another's edit of the text may change them. */
export function followsText(section: string, field: string): boolean {
  const words = section === 'annotations' || section === 'mentions';
  return isDerived(section, field) || (words && (field === 'quote' || field === 'quote-hash'));
}
