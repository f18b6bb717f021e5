/** Which layers of marks are shown, and what counts: settings, toggled by commands, read by decorations and hovers alike. */
import * as vscode from 'vscode';
import { command, setting } from '../contributions';
import { settingOf } from '../workspace/settings';

export class Marks implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  readonly onDidChange = this.emitter.event;
  private readonly subscriptions: vscode.Disposable[] = [this.emitter];
  /** By key: they are read for every row and every key that is pressed. */
  private readonly known = new Map<string, boolean>();

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
        if (!toggles.some(([, key]) => event.affectsConfiguration(key))) return;
        this.known.clear();
        this.emitter.fire();
      }),
    );
  }

  get enabled(): boolean {
    return this.isOn(setting.marks);
  }
  get actors(): boolean {
    return this.enabled && this.isOn(setting.actors);
  }
  get dates(): boolean {
    return this.enabled && this.isOn(setting.dates);
  }
  get passages(): boolean {
    return this.enabled && this.isOn(setting.passages);
  }
  /** Who speaks: off unless a reader turns it on. */
  get voices(): boolean {
    return this.enabled && this.isOn(setting.voices, false);
  }
  get setBack(): boolean {
    return this.enabled && this.isOn(setting.setBack);
  }
  /** Signs in the gutter where passages begin. */
  get gutter(): boolean {
    return this.passages && this.isOn(setting.gutter);
  }
  /** Passages in the overview ruler. */
  get ruler(): boolean {
    return this.passages && this.isOn(setting.ruler);
  }
  /** Whether passages in reader comments count with those of the article. */
  get countComments(): boolean {
    return this.isOn(setting.comments, false);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private isOn(key: string, fallback = true): boolean {
    let on = this.known.get(key);
    if (on === undefined) this.known.set(key, (on = settingOf(key, fallback)));
    return on;
  }
}

/** Written where it is set already, so that a workspace's own choice is not hidden by the user's. */
async function toggle(key: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const known = configuration.inspect<boolean>(key);
  const target = known?.workspaceValue !== undefined ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await configuration.update(key, !configuration.get<boolean>(key, key !== setting.voices), target);
}
