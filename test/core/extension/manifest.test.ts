/** Manifest, `contributions.ts` and `package.nls.json` say the same, both ways. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  actorGroupings,
  color,
  command,
  contextKey,
  groupings,
  internalCommands,
  languageId,
  noteController,
  setting,
  tagColors,
  view,
  viewContainer,
  walkthrough,
} from '../../../src/extension/contributions';

const root = path.join(__dirname, '../../..');
const manifestText = readFileSync(path.join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(manifestText) as Manifest;
const nls = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;
const { contributes } = manifest;

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}
interface Manifest {
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: unknown }; readonly virtualWorkspaces: { readonly supported: unknown } };
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly enablement?: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly submenus: readonly { readonly id: string }[];
    readonly keybindings: readonly { readonly command: string; readonly key: string; readonly mac?: string; readonly when?: string }[];
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string; readonly when?: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly enum?: readonly string[]; readonly markdownDescription: string }>> };
    readonly colors: readonly { readonly id: string; readonly defaults: Readonly<Record<string, string>> }[];
    readonly languages: readonly { readonly id: string; readonly extensions?: unknown; readonly configuration: string }[];
    readonly grammars: readonly { readonly language: string; readonly path: string }[];
    readonly yamlValidation: readonly { readonly url: string }[];
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly steps: readonly { readonly description: string; readonly media: { readonly markdown: string }; readonly completionEvents: readonly string[] }[];
    }[];
  };
}

const sorted = (items: Iterable<string>): string[] => [...items].sort();
const menuItems = Object.values(contributes.menus).flat();
const clauses = [...menuItems, ...contributes.keybindings, ...contributes.viewsWelcome]
  .flatMap(({ when }) => when ?? [])
  .concat(contributes.commands.flatMap(({ enablement }) => enablement ?? []));

describe('manifest', () => {
  it('contributes just the commands of the table, and the source registers each of them', () => {
    assert.deepEqual(sorted(contributes.commands.map((entry) => entry.command)), sorted(Object.values(command)));
    const source = sourceText(path.join(root, 'src/extension/features'));
    for (const name of Object.keys(command)) assert.match(source, new RegExp(`command\\.${name}\\b`), `nobody registers ${name}`);
  });

  it('hides internal commands from the palette, and only lists commands that exist', () => {
    const hidden = contributes.menus.commandPalette?.filter(({ when }) => when === 'false').map((entry) => entry.command ?? '');
    assert.deepEqual(sorted(hidden ?? []), sorted(internalCommands));
    const known = new Set<string>(Object.values(command));
    for (const item of menuItems) if (item.command !== undefined) assert.ok(known.has(item.command), item.command);
    for (const { command: id } of contributes.keybindings) assert.ok(known.has(id), id);
  });

  it('binds every key on a Mac too', () => {
    for (const { key, mac, command: id } of contributes.keybindings) if (/ctrl/.test(key)) assert.equal(mac, key.replaceAll('ctrl', 'cmd'), id);
  });

  it('has the views, settings, colours, language and walkthrough of the table', () => {
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }) => id),
      [viewContainer],
    );
    assert.deepEqual(sorted((contributes.views[viewContainer] ?? []).map(({ id }) => id)), sorted(Object.values(view)));
    assert.deepEqual(sorted(Object.keys(contributes.configuration.properties)), sorted(Object.values(setting)));
    assert.deepEqual(contributes.configuration.properties[setting.groupBy]?.enum, groupings);
    assert.deepEqual(contributes.configuration.properties[setting.actorsGroupBy]?.enum, actorGroupings);
    const colors = [
      color.actorBorder,
      color.actorBackground,
      color.placeBorder,
      color.dateBorder,
      color.voiceSign,
      color.quotedBackground,
      color.reportedBackground,
      color.besideBackground,
      ...tagColors.flatMap((name) => [color.tag(name), color.tagBackground(name)]),
    ];
    assert.deepEqual(sorted(contributes.colors.map(({ id }) => id)), sorted(colors));
    assert.deepEqual(
      contributes.languages.map(({ id }) => id),
      [languageId],
    );
    assert.deepEqual(
      contributes.walkthroughs.map(({ id }) => id),
      [walkthrough],
    );
  });

  it('gives every colour all four themes', () => {
    for (const { id, defaults } of contributes.colors)
      assert.deepEqual(sorted(Object.keys(defaults)), ['dark', 'highContrast', 'highContrastLight', 'light'], id);
  });

  it('claims no file extension for its language: other people’s texts keep theirs', () => {
    for (const language of contributes.languages) assert.equal(language.extensions, undefined);
  });

  it('asks only for context keys that the extension sets', () => {
    const known = new Set<string>(Object.values(contextKey));
    const used = new Set(clauses.flatMap((clause) => clause.match(/pressmark\.\w+/g) ?? []));
    const views = new Set<string>(Object.values(view));
    for (const key of used) assert.ok(known.has(key) || views.has(key) || key === noteController, `${key} is set by nobody`);
  });

  it('uses every text of package.nls.json, and has a text for every key', () => {
    const used = new Set([...manifestText.matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? ''));
    assert.deepEqual(sorted(used), sorted(Object.keys(nls)));
    for (const [key, text] of Object.entries(nls)) assert.ok(text.trim().length > 1, key);
  });

  it('links only to commands that exist, from welcome texts and the walkthrough', () => {
    const known = new Set<string>([...Object.values(command), ...Object.values(view).map((id) => `${id}.focus`)]);
    const linked = Object.values(nls).flatMap((text) => [...text.matchAll(/\(command:([\w.]+)/g)].map((match) => match[1] ?? ''));
    assert.ok(linked.length > 5);
    for (const id of linked) assert.ok(known.has(id), id);
  });

  it('names only files that are there', () => {
    const files = [
      manifest.icon,
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...contributes.languages.map(({ configuration }) => configuration),
      ...contributes.grammars.map((grammar) => grammar.path),
      ...contributes.yamlValidation.map(({ url }) => url),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown)),
    ];
    for (const file of files) assert.ok(existsSync(path.join(root, file)), file);
  });

  it('works in untrusted and virtual workspaces, and starts only where there is something to do', () => {
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, true);
    assert.equal(manifest.capabilities.virtualWorkspaces.supported, true);
    for (const event of manifest.activationEvents) assert.match(event, /^(workspaceContains:|onWebviewPanel:pressmark\.)/);
  });
});

function sourceText(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n');
}
