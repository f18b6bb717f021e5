/** The name that a coder's decisions are signed with: the setting, else asked once and kept in the setting. */
import * as vscode from 'vscode';
import { setting } from '../contributions';
import type { Platform } from '../platform';
import { settingOf } from './settings';

export class CoderName {
  private asking: Promise<string | undefined> | undefined;

  constructor(private readonly platform: Platform) {}

  /** Undefined until a name is known. */
  get current(): string | undefined {
    return validName(settingOf(setting.coder, ''));
  }

  /** The name, asked for if need be; undefined if the user gave none. */
  async require(): Promise<string | undefined> {
    return this.current ?? (this.asking ??= this.ask().finally(() => (this.asking = undefined)));
  }

  async ask(): Promise<string | undefined> {
    const value = this.current ?? (await this.platform.suggestCoder()) ?? '';
    const answer = await vscode.window.showInputBox({
      title: vscode.l10n.t('Who is coding?'),
      prompt: vscode.l10n.t('Every decision is signed with this name in the sidecar. It is kept in your settings and goes nowhere else.'),
      value,
      ignoreFocusOut: true,
      validateInput: (text) => (validName(text) ? undefined : vscode.l10n.t('A name on one line, 128 characters at most.')),
    });
    const name = validName(answer ?? '');
    if (name) await vscode.workspace.getConfiguration().update(setting.coder, name, vscode.ConfigurationTarget.Global);
    return name;
  }
}

function validName(text: string): string | undefined {
  const name = text.trim();
  return name.length > 0 && name.length <= 128 && !/\p{Cc}/u.test(name) ? name : undefined;
}
