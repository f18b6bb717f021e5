/** Translates an English message with `{0}`, `{1}` … : `vscode.l10n.t` in the editor, the identity in tests. */
export type Translate = (message: string, ...args: (string | number)[]) => string;

/** English as it stands, for tests and for faces without translations. */
export const english: Translate = (message, ...args) => message.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole));
