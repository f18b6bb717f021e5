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

/** A link that runs one of our commands; the command validates its arguments itself. */
export function commandLink(label: string, command: string, args: readonly unknown[], title = label): string {
  const query = encodeURIComponent(JSON.stringify(args)).replace(/[()']/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return `[${escapeMarkdown(label)}](command:${command}?${query} "${escapeMarkdown(title)}")`;
}
