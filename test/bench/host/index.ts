/**
 * The part of `npm run bench -- host` that runs inside the extension host. What the extension registers is wrapped before it starts, so that its own time
 * is measured and not that of the messages to the window and back. Figures go into the file that the environment names.
 */
import { copyFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { activationStats, diskTakes } from './limits';

interface Api {
  settled(): Promise<void>;
  written(): Promise<void>;
}

/** A timer that comes so much later than it should says that the host was held up. */
const stall = 50;
const tick = 10;
const [hovers, keys, tags] = [100, 100, 20];

/** Milliseconds, by what was measured. */
const figures = new Map<string, number[]>();
function note(name: string, milliseconds: number): void {
  const known = figures.get(name);
  if (known) known.push(milliseconds);
  else figures.set(name, [milliseconds]);
}

/** What the machine and VS Code alone do to a host in which nothing of ours runs, for as long as the index took to fill. */
const idle = 'limit: as long at rest';

interface Seen {
  /** When the Sources view first gave a row to the window. */
  painted: number | undefined;
  /** When decorations were last set, and how much processor time the thread had then taken. */
  decorated: number;
  decoratedOwn: number | undefined;
  hovered: number;
  /** When the host was told of the last edit: before the extension, which listens later. */
  told: number;
  toldOwn: number | undefined;
}

/** Puts timers around what the extension registers. */
async function wrap(): Promise<Seen> {
  const seen: Seen = { painted: undefined, decorated: 0, decoratedOwn: undefined, hovered: 0, told: 0, toldOwn: undefined };
  vscode.workspace.onDidChangeTextDocument(() => {
    seen.told = performance.now();
    seen.toldOwn = ownTime();
  });
  const createTreeView = vscode.window.createTreeView.bind(vscode.window);
  const registerHoverProvider = vscode.languages.registerHoverProvider.bind(vscode.languages);
  const editors = Object.getOwnPropertyDescriptor(vscode.window, 'visibleTextEditors');
  const proxies = new WeakMap<vscode.TextEditor, vscode.TextEditor>();
  const timed = (editor: vscode.TextEditor): vscode.TextEditor => {
    let proxy = proxies.get(editor);
    if (!proxy) {
      const setDecorations = (...args: Parameters<typeof editor.setDecorations>): void => {
        editor.setDecorations(...args);
        seen.decorated = performance.now();
        seen.decoratedOwn = ownTime();
      };
      proxy = new Proxy({} as vscode.TextEditor, {
        get: (_, name) => (name === 'setDecorations' ? setDecorations : (Reflect.get(editor, name) as unknown)),
        set: (_, name, value) => Reflect.set(editor, name, value),
      });
      proxies.set(editor, proxy);
    }
    return proxy;
  };
  const tree = (id: string, options: vscode.TreeViewOptions<unknown>): vscode.TreeView<unknown> => {
    const provider = options.treeDataProvider;
    const getTreeItem = provider.getTreeItem.bind(provider);
    if (id === 'pressmark.sources')
      provider.getTreeItem = (node) => {
        const item = getTreeItem(node);
        seen.painted ??= performance.now();
        return item;
      };
    return createTreeView(id, options);
  };
  const hover = (selector: vscode.DocumentSelector, provider: vscode.HoverProvider): vscode.Disposable =>
    registerHoverProvider(selector, {
      provideHover: async (...args) => {
        const started = performance.now();
        const found = await provider.provideHover(...args);
        seen.hovered = performance.now() - started;
        return found;
      },
    });
  const forModules = await import('vscode');
  const put = (target: object, name: string, what: PropertyDescriptor): void => void Object.defineProperty(target, name, { ...what, configurable: true });
  for (const { window, languages } of new Set([vscode, forModules])) {
    put(window, 'createTreeView', { value: tree });
    put(languages, 'registerHoverProvider', { value: hover });
    put(window, 'visibleTextEditors', { get: () => (editors?.get?.call(vscode.window) as vscode.TextEditor[]).map(timed) });
  }
  return seen;
}

/** Milliseconds of processor time of this thread; undefined where its Node cannot tell. */
function ownTime(): number | undefined {
  const usage = (process as { threadCpuUsage?: () => { readonly user: number; readonly system: number } }).threadCpuUsage?.();
  return usage && (usage.user + usage.system) / 1000;
}

/** Bytes that are reachable in this thread: the host's own, VS Code's part and the benchmark's included. */
function reachable(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

/** Runs something and says how often, and how long at most, the host was held up meanwhile: by the clock, and by what its thread itself did. */
async function watched(name: string, run: () => Promise<unknown>): Promise<void> {
  let last = performance.now();
  let lastOwn = ownTime();
  const timer = setInterval(() => {
    const now = performance.now();
    const own = ownTime();
    const late = now - last - tick;
    if (late > stall) note(`${name}: stalls over ${stall} ms`, late);
    const worked = (own ?? 0) - (lastOwn ?? 0);
    if (worked > stall) note(`${name}: stalls of its own processor time`, worked);
    last = now;
    lastOwn = own;
  }, tick);
  const started = performance.now();
  await run();
  clearInterval(timer);
  if (name !== idle) note(name, performance.now() - started);
}

/** Runs something and keeps what ran meanwhile, for a look at it, where a folder for that is named. */
async function profiled(name: string, run: () => Promise<unknown>): Promise<void> {
  const folder = process.env['PRESSMARK_BENCH_PROFILE'];
  if (!folder) return void (await run());
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
  await run();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}.cpuprofile`), JSON.stringify(profile));
}

/** Milliseconds without anything drawn after which there is rest: a long text is read as a whole when typing has rested for 400. */
const quiet = 1500;
/** The same where the index fills meanwhile, which does not rest. */
const shortly = 100;

/** What does not come within this time, in milliseconds, is not going to. */
const patience = 30_000;

async function until(what: string, holds: () => boolean): Promise<void> {
  for (const started = performance.now(); !holds(); await new Promise((resolve) => setTimeout(resolve, 1)))
    if (performance.now() - started > patience) throw new Error(`Waited in vain for ${what}.`);
}

export async function run(): Promise<void> {
  const seen = await wrap();
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? fail('no folder is open');
  const extension = vscode.extensions.getExtension<Api>('pressmark.pressmark') ?? fail('Pressmark is not installed');
  if (extension.isActive) fail('Pressmark is active already, and cannot be measured');
  // Only now: where it stands when the window opens, the extension starts with the window.
  copyFileSync(process.env['PRESSMARK_BENCH_PROJECT'] ?? fail('no project'), vscode.Uri.joinPath(folder, 'pressmark.yaml').fsPath);
  const started = performance.now();
  const before = ownTime();
  let activated: Api | undefined;
  await profiled('activate', async () => (activated = await extension.activate()));
  note('activate', performance.now() - started);
  const after = ownTime();
  if (before !== undefined && after !== undefined) note('activate: processor time of its thread', after - before);
  const api = activated ?? fail('it gave nothing');
  await vscode.commands.executeCommand('workbench.view.extension.pressmark');
  const alive = setInterval(() => console.log('the index fills …'), 20_000);
  let isFilled = false;
  const filling = performance.now();
  const filled = profiled('fill', () => watched('index filled', () => api.settled())).then(() => {
    isFilled = true;
    return performance.now() - filling;
  });
  const isBusy = process.env['PRESSMARK_BENCH_BUSY'] !== undefined;
  if (!isBusy) await filled;
  await until('the first row', () => seen.painted !== undefined);
  note('first row of the Sources view', (seen.painted ?? 0) - started);
  const rested = async (): Promise<void> => {
    if (!isBusy) await api.settled();
    await until('nothing to be drawn', () => performance.now() - seen.decorated > (isBusy ? shortly : quiet));
  };
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, process.env['PRESSMARK_BENCH_DOCUMENT'] ?? ''));
  const opened = performance.now();
  await vscode.window.showTextDocument(document);
  await until('the marks', () => seen.decorated > opened);
  note('opened, until it is marked', seen.decorated - opened);
  await profiled('hover', async () => {
    // A person reads before the mouse rests on a word.
    await rested();
    await hoverOver(document, seen, 'hover');
    const [other] = (await vscode.workspace.findFiles('**/*.txt', undefined, 2)).filter(({ path: name }) => name !== document.uri.path);
    if (!other) return;
    const last = performance.now();
    const opened = await vscode.window.showTextDocument(other);
    await until('the marks', () => seen.decorated > last);
    await hoverOver(opened.document, seen, 'hover, right after opening');
  });
  const editor = await vscode.window.showTextDocument(document);
  await profiled('type', () => type(editor, seen));
  await profiled('tag', async () => {
    // A person who tags has stopped typing, and reads on before the next passage.
    await tag(editor, api, 'tag', [0, tags], rested);
    // Enter upon Enter, or a tool that drives the editor.
    await tag(editor, api, 'tag upon tag', [tags, 2 * tags]);
  });
  if (isBusy && isFilled) fail('the index was filled before all was measured: it wants more documents');
  const took = await filled;
  clearInterval(alive);
  await rested();
  note('memory of the host, all that is reachable, MB', reachable() / 1e6);
  await profiled('idle', () => watched(idle, () => delay(took)));
  for (const [what, milliseconds] of await activationStats('pressmark.pressmark')) note(`activate, as VS Code counts: ${what}`, milliseconds);
  writeFileSync(process.env['PRESSMARK_BENCH_OUT'] ?? fail('no file for the figures'), JSON.stringify([...figures]));
}

async function hoverOver(document: vscode.TextDocument, seen: Seen, name: string): Promise<void> {
  // Capitalised words all over the text: names, and words that are none.
  const places = [...document.getText().matchAll(/\b[A-Z]\w{3,}/g)].map(({ index }) => index);
  const step = Math.max(1, Math.floor(places.length / hovers));
  for (let at = 0; at < places.length; at += step) {
    await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, document.positionAt((places[at] ?? 0) + 1));
    note(name, seen.hovered);
  }
}

/** From the event that tells of a key to the last decoration that it causes: what the extension does, and what it waits for. */
async function type(editor: vscode.TextEditor, seen: Seen): Promise<void> {
  const at = editor.document.positionAt(editor.document.getText().indexOf(' ', editor.document.getText().length / 2));
  editor.revealRange(new vscode.Range(at, at));
  // Told last: everything that the extension does at once is done.
  const last = vscode.workspace.onDidChangeTextDocument(() => note('keystroke, host held up', performance.now() - seen.told));
  for (let key = 0; key < keys; key++) {
    const before = performance.now();
    await editor.edit((edit) => edit.insert(at.translate(0, key), key % 6 === 5 ? ' ' : 'e'));
    await until('the marks of a key', () => seen.told > before && seen.decorated > seen.told);
    note('keystroke, until marks are set', seen.decorated - seen.told);
    if (seen.toldOwn !== undefined && seen.decoratedOwn !== undefined)
      note('keystroke, until marks are set: processor time of its thread', seen.decoratedOwn - seen.toldOwn);
  }
  last.dispose();
  await vscode.commands.executeCommand('workbench.action.files.revert');
}

/** @param rested what is waited for before each */
async function tag(editor: vscode.TextEditor, api: Api, name: string, [from, to]: readonly [number, number], rested?: () => Promise<void>): Promise<void> {
  const text = editor.document.getText();
  const words = [...text.matchAll(/\b\w{5,} \w{5,}/g)];
  for (let n = from; n < to; n++) {
    await rested?.();
    const { index = 0, 0: quote = '' } = words[Math.floor(((n + 1) * words.length) / (2 * tags + 2))] ?? {};
    editor.selection = new vscode.Selection(editor.document.positionAt(index), editor.document.positionAt(index + quote.length));
    const sidecar = `${editor.document.uri.fsPath}.pressmark.yaml`;
    const { ino: before, size: length = 0 } = statSync(sidecar, { throwIfNoEntry: false }) ?? {};
    const started = performance.now();
    const own = ownTime();
    const command = vscode.commands.executeCommand('pressmark.applyTag', process.env['PRESSMARK_BENCH_TAG']);
    // The file is replaced whole, so it is another.
    await until('the tag on disk', () => statSync(sidecar, { throwIfNoEntry: false })?.ino !== before);
    const arrived = performance.now() - started;
    note(`${name}, until it is on disk`, arrived);
    if (n === 0) note('the first tag, until it is on disk', arrived);
    await command;
    await api.written();
    note(`${name}, until nothing is left to do for it`, performance.now() - started);
    const spent = ownTime();
    if (own !== undefined && spent !== undefined) note(`${name}: processor time of its thread`, spent - own);
    // The record in the journal says about what has come into the sidecar.
    const { size } = statSync(sidecar);
    if (rested) note('limit: two files of these sizes on disk', await diskTakes([size - length, size]));
  }
}

function fail(why: string): never {
  throw new Error(`${path.basename(import.meta.dirname)}: ${why}.`);
}
