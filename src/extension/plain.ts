/** VS Code makes links of `[text](target)` in messages, commands among them: text of files and documents must not become one. */
export function plain(text: string): string {
  return text.replace(/\]\(/g, '] (').slice(0, 300);
}
