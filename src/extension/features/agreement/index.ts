/** Agreement between coders, as a page to read and a file to keep. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { command } from '../../contributions';
import type { Agreements } from './acts';

export function registerAgreement(app: App): vscode.Disposable {
  const made: vscode.Disposable[] = [];
  let loading: Promise<Agreements> | undefined;
  const agreements = (): Promise<Agreements> =>
    (loading ??= import('./acts').then(({ Agreements: Feature }) => {
      const feature = new Feature(app);
      made.push(feature);
      return feature;
    }));
  return vscode.Disposable.from(
    new vscode.Disposable(() => void vscode.Disposable.from(...made).dispose()),
    vscode.commands.registerCommand(command.showAgreement, async () => (await agreements()).show()),
    vscode.commands.registerCommand(command.agreementOfRefs, async () => (await agreements()).ofRefs()),
    vscode.commands.registerCommand(command.exportAgreement, async () => (await agreements()).save()),
  );
}
