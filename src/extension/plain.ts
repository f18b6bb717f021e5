/** VS Code makes links of `[text](target)` in messages, commands among them: text of files and documents must not become one. */
export function plain(text: string): string {
  return text.replace(/\]\(/g, '] (').slice(0, 300);
}

/** VS Code makes icons of `$(name)` in the labels of lists: text of files and documents must stay what it says. */
export function noIcons(text: string): string {
  return text.replace(/\$\((?=[\w~-]+\))/g, '\\$(');
}
