/**
 * Makes hostile text inert in a VS Code Markdown string. `MarkdownString.appendText` is not enough: `<script` blanks the
 * hover, `&copy;` decodes, addresses become links. So every ASCII punctuation character becomes its numeric entity,
 * and a line break the Markdown for one.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, ' ')
    .replace(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/\n/g, '  \n');
}

/** What a note may set off: strong, emphasised and code. Nothing else of Markdown works in it, links and HTML least of all: a note comes out of a file. */
const setOff = /\*\*(?! )([^*\n]+)\*\*|\*(?! )([^*\n]+)\*|\b_(?! )([^_\n]+)_\b|`([^`\n]+)`/g;

/** A coder's note as Markdown: paragraphs, lists, quotations and what {@link setOff} names; everything else is shown as it was typed. */
export function noteMarkdown(note: string): string {
  return note
    .split('\n')
    .map((line) => {
      const [, indent = '', sign = '', rest = ''] = /^( {0,6})((?:[-*+]|\d{1,3}\.|>) )?(.*)$/.exec(line) ?? [];
      // A line break of the writer's own is one for the reader, but for where Markdown breaks anyway.
      return rest.trim() === '' ? '' : `${sign === '' ? '' : indent + sign}${inline(rest)}${sign === '' ? '  ' : ''}`;
    })
    .join('\n')
    .trimEnd();
}

function inline(text: string): string {
  let shown = '';
  let from = 0;
  for (const match of text.matchAll(setOff)) {
    const [all, strong, emphasised, underlined, code] = match;
    shown += escapeMarkdown(text.slice(from, match.index));
    from = match.index + all.length;
    if (strong !== undefined) shown += `**${escapeMarkdown(strong)}**`;
    // Between such marks Markdown shows everything as it stands, and entities too.
    else if (code !== undefined) shown += `\`${code.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, ' ')}\``;
    else shown += `*${escapeMarkdown(emphasised ?? underlined ?? '')}*`;
  }
  return shown + escapeMarkdown(text.slice(from));
}

/** A link that runs one of our commands; the command validates its arguments itself. */
export function commandLink(label: string, command: string, args: readonly unknown[], title = label): string {
  const query = encodeURIComponent(JSON.stringify(args)).replace(/[()']/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return `[${escapeMarkdown(label)}](command:${command}?${query} "${escapeMarkdown(title)}")`;
}
