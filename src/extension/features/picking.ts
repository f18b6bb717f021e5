/** Lists that are worked in: one is shown again after each change, with the row that was changed active, until it is left. */
import * as vscode from 'vscode';
import { noIcons } from '../plain';

/** A row's label may have an icon, and takes care of words that are not ours; its description and detail are words alone. */
export interface Row extends vscode.QuickPickItem {
  /** Tells the row from the others of its list, from one showing to the next; separators need none. */
  readonly id?: string;
}

export interface Shown<T extends Row> {
  readonly title: string;
  readonly placeholder?: string;
  readonly rows: readonly T[];
  /** The rows for what was typed, where they are too many to be handed over at once; `rows` are those for nothing. VS Code must be told to show them as they are (`alwaysShow`). */
  readonly found?: (typed: string) => readonly T[];
  /** The id of the row that is active from the start; else the first is. */
  readonly active?: string | undefined;
}

/** @returns the row that was chosen; undefined where the list was left */
export async function pickRow<T extends Row>({ title, placeholder = '', rows, found, active }: Shown<T>): Promise<T | undefined> {
  const pick = vscode.window.createQuickPick<T>();
  pick.title = title;
  pick.placeholder = placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  // What a reader looks up in the text must not cost the form.
  pick.ignoreFocusOut = true;
  const shown = rows.map(worded);
  pick.items = shown;
  const first = shown.find(({ id }) => id !== undefined && id === active);
  if (first) pick.activeItems = [first];
  if (found) pick.onDidChangeValue((typed) => (pick.items = found(typed).map(worded)));
  const chosen = await new Promise<T | undefined>((resolve) => {
    pick.onDidAccept(() => resolve(pick.activeItems[0]));
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
  pick.dispose();
  return chosen;
}

/** What a row does: `done` ends the form; the id of a row makes that one active next. */
export type Acted = 'done' | { readonly active: string } | void;

/** A form as a list of fields with their present values: choose one, change it, and be back in the list. */
export async function form<T extends Row>(show: () => Promise<Shown<T>> | Shown<T>, act: (row: T) => Promise<Acted>): Promise<void> {
  let active: string | undefined;
  for (;;) {
    const shown = await show();
    const row = await pickRow({ ...shown, active: active ?? shown.active });
    if (!row) return;
    const acted = await act(row);
    if (acted === 'done') return;
    active = typeof acted === 'object' ? acted.active : row.id;
  }
}

/** Codebooks, sidecars and articles say what they want: none of it becomes an icon. */
function worded<T extends Row>(row: T): T {
  const { description, detail } = row;
  return { ...row, ...(description !== undefined && { description: noIcons(description) }), ...(detail !== undefined && { detail: noIcons(detail) }) };
}

export function separator(label: string): Row {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
