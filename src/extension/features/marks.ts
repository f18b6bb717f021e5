/** Which layers of marks are shown, and what counts: settings, toggled by commands, read by decorations and hovers alike. */
import * as vscode from 'vscode';
import { command, setting } from '../contributions';

export class Marks implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  readonly onDidChange = this.emitter.event;
  private readonly subscriptions: vscode.Disposable[] = [this.emitter];

  constructor() {
    const toggles: readonly (readonly [string, string])[] = [
      [command.toggleMarks, setting.marks],
      [command.toggleActors, setting.actors],
      [command.toggleDates, setting.dates],
      [command.togglePassages, setting.passages],
      [command.toggleSetBack, setting.setBack],
      [command.toggleVoices, setting.voices],
      [command.toggleGutter, setting.gutter],
      [command.toggleRuler, setting.ruler],
      [command.toggleComments, setting.comments],
    ];
    for (const [id, key] of toggles) this.subscriptions.push(vscode.commands.registerCommand(id, () => toggle(key)));
    this.subscriptions.push(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (toggles.some(([, key]) => event.affectsConfiguration(key))) this.emitter.fire();
      }),
    );
  }

  get enabled(): boolean {
    return isOn(setting.marks);
  }
  get actors(): boolean {
    return this.enabled && isOn(setting.actors);
  }
  get dates(): boolean {
    return this.enabled && isOn(setting.dates);
  }
  get passages(): boolean {
    return this.enabled && isOn(setting.passages);
  }
  /** Who speaks: off unless a reader turns it on. */
  get voices(): boolean {
    return this.enabled && isOn(setting.voices, false);
  }
  get setBack(): boolean {
    return this.enabled && isOn(setting.setBack);
  }
  /** Signs in the gutter where passages begin. */
  get gutter(): boolean {
    return this.passages && isOn(setting.gutter);
  }
  /** Passages in the overview ruler. */
  get ruler(): boolean {
    return this.passages && isOn(setting.ruler);
  }
  /** Whether passages in reader comments count with those of the article. */
  get countComments(): boolean {
    return isOn(setting.comments, false);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

function isOn(key: string, fallback = true): boolean {
  return vscode.workspace.getConfiguration().get<boolean>(key, fallback);
}

/** Written where it is set already, so that a workspace's own choice is not hidden by the user's. */
async function toggle(key: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const known = configuration.inspect<boolean>(key);
  const target = known?.workspaceValue !== undefined ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await configuration.update(key, !configuration.get<boolean>(key, key !== setting.voices), target);
}
