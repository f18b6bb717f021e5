/** Which layers of marks are shown: settings, toggled by commands, read by decorations and hovers alike. */
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

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

function isOn(key: string, otherwise = true): boolean {
  return vscode.workspace.getConfiguration().get<boolean>(key, otherwise);
}

/** Written where it is set already, so that a workspace's own choice is not hidden by the user's. */
async function toggle(key: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const known = configuration.inspect<boolean>(key);
  const target = known?.workspaceValue !== undefined ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await configuration.update(key, !configuration.get<boolean>(key, key !== setting.voices), target);
}
