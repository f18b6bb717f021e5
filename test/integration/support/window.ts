/**
 * What a reader of the window sees and answers, as far as an extension has a part in it: its trees, its status bar item, its messages and its questions.
 * The editor's API tells an extension nothing of what another shows, so the functions that show things are wrapped before Pressmark starts. The tests lie in
 * the extension's own folder, and so are given its API objects: VS Code before 1.106 has one for CommonJS (the tests) and another for ES modules (Pressmark).
 */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

export type Severity = 'information' | 'warning' | 'error' | 'status';

export interface Message {
  readonly severity: Severity;
  readonly text: string;
}

/** Takes what a question with several answers has chosen to begin with. */
export const asOffered = '(as offered)';

/** Chooses among what is offered, by label, or gives up. */
export type Answer = string | readonly string[] | undefined;

interface Tree {
  readonly provider: vscode.TreeDataProvider<unknown>;
  readonly drop: vscode.TreeDragAndDropController<unknown> | undefined;
  readonly view: vscode.TreeView<unknown>;
}

class Window {
  readonly trees = new Map<string, Tree>();
  readonly statusItems: vscode.StatusBarItem[] = [];
  readonly messages: Message[] = [];
  /** What Pressmark has noted in its log. */
  readonly log: string[] = [];
  /** What was asked, in the words of the question. */
  readonly asked: string[] = [];
  /** The words of every row that a list has offered. */
  readonly listed: string[] = [];
  /** What stood in the boxes for text before anything was typed. */
  readonly offered: string[] = [];
  /** The context keys that Pressmark has set. */
  readonly contexts = new Map<string, unknown>();
  answers: Answer[] = [];
  /** What happens while the next list is open: it is answered once that is done. */
  meanwhile: (() => Thenable<unknown>) | undefined;
  /** What the news of a renaming waits for before Pressmark is told. */
  renameNews: Promise<unknown> = Promise.resolve();
  /** What names the rows of the outline, and what gives the theme its tokens: those that were registered last. */
  symbols: vscode.DocumentSymbolProvider | undefined;
  tokens: vscode.DocumentSemanticTokensProvider | undefined;
  /** Comment threads that are shown. */
  readonly threads = new Set<vscode.CommentThread>();

  /** Keeps what a list offers. */
  list(items: readonly vscode.QuickPickItem[]): void {
    for (const { label, description, detail } of items) this.listed.push([label, description, detail].join('\n'));
  }

  take(question: string): Answer {
    this.asked.push(question);
    assert.ok(this.answers.length > 0, `“${question}” was asked, and the test has no answer`);
    return this.answers.shift();
  }
}

type Item = vscode.QuickPickItem;
type Host = Record<string, unknown>;

/** One for all test files: each is a bundle of its own, with its own copy of this module. */
const key = Symbol.for('pressmark.test.window');

export function shown(): Window {
  const window = (globalThis as Record<symbol, unknown>)[key];
  assert.ok(window, 'wrapWindow() has not been called');
  return window as Window;
}

/** To be called once, before the extension is active. */
export async function wrapWindow(): Promise<void> {
  const window = new Window();
  (globalThis as Record<symbol, unknown>)[key] = window;
  const createTreeView = vscode.window.createTreeView.bind(vscode.window);
  const createStatusBarItem = vscode.window.createStatusBarItem.bind(vscode.window) as (...all: unknown[]) => vscode.StatusBarItem;
  const createOutputChannel = vscode.window.createOutputChannel.bind(vscode.window) as (...all: unknown[]) => vscode.LogOutputChannel;
  const note =
    (severity: Severity) =>
    (text: string, ...rest: unknown[]): Promise<unknown> => {
      window.messages.push({ severity, text });
      const modal = rest.some((value) => typeof value === 'object' && value !== null && 'modal' in value && value.modal === true);
      return Promise.resolve(modal ? window.take(text) : undefined);
    };
  const replacements: Host = {
    createTreeView: (id: string, options: vscode.TreeViewOptions<unknown>) => {
      const view = createTreeView(id, options);
      window.trees.set(id, { provider: options.treeDataProvider, drop: options.dragAndDropController, view });
      return view;
    },
    createOutputChannel: (...args: unknown[]) => {
      const channel = createOutputChannel(...args);
      const kept =
        (severity: 'info' | 'debug') =>
        (text: string): void => {
          window.log.push(text);
          channel[severity](text);
        };
      return new Proxy(channel, {
        get: (_, name) => (name === 'info' || name === 'debug' ? kept(name) : (Reflect.get(channel, name) as unknown)),
      });
    },
    createStatusBarItem: (...args: unknown[]) => {
      const item = createStatusBarItem(...args);
      window.statusItems.push(item);
      return item;
    },
    showInformationMessage: note('information'),
    showWarningMessage: note('warning'),
    showErrorMessage: note('error'),
    setStatusBarMessage: (text: string) => {
      window.messages.push({ severity: 'status', text });
      return new vscode.Disposable(() => undefined);
    },
    showSaveDialog: (options?: vscode.SaveDialogOptions) => {
      const target = window.take(options?.title ?? '');
      return Promise.resolve(typeof target === 'string' ? vscode.Uri.parse(target) : undefined);
    },
    showOpenDialog: (options?: vscode.OpenDialogOptions) => {
      const target = window.take(options?.title ?? '');
      return Promise.resolve(target === undefined ? undefined : [target].flat().map((uri) => vscode.Uri.parse(uri)));
    },
    showInputBox: (options?: vscode.InputBoxOptions) => answerInput(window, options ?? {}),
    showQuickPick: async (items: readonly Item[] | Promise<readonly Item[]>, options?: vscode.QuickPickOptions) => {
      const title = options?.title ?? options?.placeHolder ?? '';
      const answer = window.take(title);
      const { meanwhile } = window;
      window.meanwhile = undefined;
      await meanwhile?.();
      const offered = await items;
      window.list(offered);
      if (answer === undefined) return undefined;
      if (!options?.canPickMany) return find(offered, [answer].flat()[0] ?? '', title);
      return answer === asOffered ? offered.filter(({ picked }) => picked) : [answer].flat().map((label) => find(offered, label, title));
    },
    createQuickPick: () => new AnsweredPick(window),
  };
  const createCommentController = vscode.comments.createCommentController.bind(vscode.comments);
  const comments = (id: string, label: string): vscode.CommentController => {
    const controller = createCommentController(id, label);
    const createCommentThread = (...args: Parameters<typeof controller.createCommentThread>): vscode.CommentThread => {
      const made = controller.createCommentThread(...args);
      const dispose = (): void => {
        window.threads.delete(thread);
        made.dispose();
      };
      const thread = new Proxy(made, { get: (target, name) => (name === 'dispose' ? dispose : (Reflect.get(target, name) as unknown)) });
      window.threads.add(thread);
      return thread;
    };
    // The controller is frozen.
    return new Proxy({} as vscode.CommentController, {
      get: (_, name) => (name === 'createCommentThread' ? createCommentThread : (Reflect.get(controller, name) as unknown)),
      set: (_, name, value) => Reflect.set(controller, name, value),
    });
  };
  const forModules = await import('vscode');
  for (const target of new Set([vscode.comments, forModules.comments]))
    Object.defineProperty(target, 'createCommentController', { value: comments, configurable: true, writable: true });
  const { executeCommand } = vscode.commands;
  const executed = (id: string, ...rest: unknown[]): Thenable<unknown> => {
    if (id === 'setContext') window.contexts.set(String(rest[0]), rest[1]);
    return executeCommand(id, ...rest);
  };
  for (const target of new Set([vscode.commands, forModules.commands]))
    Object.defineProperty(target, 'executeCommand', { value: executed, configurable: true, writable: true });
  const { registerDocumentSymbolProvider, registerDocumentSemanticTokensProvider } = vscode.languages;
  const symbols: typeof registerDocumentSymbolProvider = (selector, provider, ...rest) => {
    window.symbols = provider;
    return registerDocumentSymbolProvider(selector, provider, ...rest);
  };
  const tokens: typeof registerDocumentSemanticTokensProvider = (selector, provider, ...rest) => {
    window.tokens = provider;
    return registerDocumentSemanticTokensProvider(selector, provider, ...rest);
  };
  for (const target of new Set([vscode.languages, forModules.languages])) {
    Object.defineProperty(target, 'registerDocumentSymbolProvider', { value: symbols, configurable: true, writable: true });
    Object.defineProperty(target, 'registerDocumentSemanticTokensProvider', { value: tokens, configurable: true, writable: true });
  }
  const { onDidRenameFiles } = vscode.workspace;
  const renamed: typeof onDidRenameFiles = (listener, thisArgs, disposables) =>
    onDidRenameFiles((event) => void window.renameNews.then(() => void listener.call(thisArgs, event)), undefined, disposables);
  for (const target of new Set([vscode.workspace, forModules.workspace]))
    Object.defineProperty(target, 'onDidRenameFiles', { value: renamed, configurable: true, writable: true });
  for (const target of new Set([vscode.window, forModules.window]))
    for (const [name, value] of Object.entries(replacements)) Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

async function answerInput(window: Window, options: vscode.InputBoxOptions): Promise<string | undefined> {
  const question = options.title ?? options.prompt ?? '';
  const answer = window.take(question);
  window.offered.push(options.value ?? '');
  if (answer === undefined) return undefined;
  assert.equal(typeof answer, 'string', question);
  const refused = await options.validateInput?.(answer as string);
  assert.ok(!refused, `“${String(answer)}” was refused: ${JSON.stringify(refused)}`);
  return answer as string;
}

function find<T extends Item>(items: readonly T[], label: string, question: string): T {
  const words = ({ label: own, description }: Item): string => `${own} ${description ?? ''}`;
  const item =
    items.find((candidate) => candidate.label === label) ??
    items.find((candidate) => candidate.label.includes(label)) ??
    items.find((candidate) => words(candidate).includes(label));
  assert.ok(item, `“${question}” does not offer “${label}” but ${items.map((candidate) => candidate.label).join(', ')}`);
  return item;
}

/** A quick pick that answers itself as soon as it is shown. An answer that is not offered is typed. */
class AnsweredPick {
  title = '';
  placeholder = '';
  value = '';
  canSelectMany = false;
  matchOnDescription = false;
  matchOnDetail = false;
  buttons: readonly vscode.QuickInputButton[] = [];
  items: readonly Item[] = [];
  selectedItems: readonly Item[] = [];
  activeItems: readonly Item[] = [];
  private readonly accept = new vscode.EventEmitter<void>();
  private readonly hidden = new vscode.EventEmitter<void>();
  private readonly changedValue = new vscode.EventEmitter<string>();
  private readonly button = new vscode.EventEmitter<vscode.QuickInputButton>();
  readonly onDidAccept = this.accept.event;
  readonly onDidHide = this.hidden.event;
  readonly onDidChangeValue = this.changedValue.event;
  readonly onDidTriggerButton = this.button.event;

  constructor(private readonly window: Window) {}

  show(): void {
    const answer = this.window.take(this.title);
    this.window.list(this.items);
    if (answer === undefined) return this.hidden.fire();
    if (answer === asOffered) return this.accept.fire();
    const chosen = [answer].flat().map((label) => {
      if (!this.items.some((item) => item.label === label || item.label.endsWith(`\u2002${label}`))) {
        this.value = label;
        this.changedValue.fire(label);
      }
      return find(this.items, label, this.title);
    });
    this.activeItems = chosen;
    this.selectedItems = chosen;
    this.accept.fire();
  }

  dispose(): void {
    this.accept.dispose();
    this.hidden.dispose();
    this.changedValue.dispose();
    this.button.dispose();
  }
}

/** Answers to the questions to come, in order; each test's must all be asked (see `afterEach` in host.ts). */
export function answer(...answers: Answer[]): void {
  shown().answers.push(...answers);
}

/** The note that is being written; there is one at a time. */
export function note(): vscode.CommentThread {
  const [thread, ...others] = shown().threads;
  assert.ok(thread && others.length === 0, `${shown().threads.size} notes are being written`);
  return thread;
}

/** Types a note where it is being written and saves it, as the button below it does. */
export async function writeNote(text: string): Promise<void> {
  const [comment] = note().comments;
  assert.equal(comment?.mode, vscode.CommentMode.Editing);
  await vscode.commands.executeCommand('pressmark.saveNote', { ...comment, body: text });
  assert.equal(shown().threads.size, 0, 'the thread is gone with the writing');
}

/** The status bar item as it reads now. */
export function statusBar(): string {
  return shown()
    .statusItems.map(({ text }) => text)
    .join('\n');
}

/** What stands above a tree's items. */
export function viewMessage(view: string): string {
  return shown().trees.get(view)?.view.message ?? '';
}

/** A tree as a reader sees it: two spaces a level, label and description. */
export function outline(view: string): Promise<string> {
  return lines(view, ({ label, description }) => {
    const text = typeof label === 'string' ? label : (label?.label ?? '');
    return typeof description === 'string' && description !== '' ? `${text} — ${description}` : text;
  });
}

/** All that a tree says anywhere: labels, descriptions, tooltips, and what a screen reader speaks. */
export function outlines(view: string): Promise<string> {
  return lines(view, async ({ label, description, accessibilityInformation }, node) =>
    [typeof label === 'string' ? label : label?.label, description, await tooltip(view, node), accessibilityInformation?.label].join(' '),
  );
}

/** The Passages view as a screen reader speaks it, which says in full what the rows have room to begin. */
export function passages(): Promise<string> {
  return lines('pressmark.passages', ({ accessibilityInformation }) => accessibilityInformation?.label ?? '');
}

/** What a reader sees who rests on a row: a tooltip that is there when the row is drawn is kept, and what is made for it later is not looked at. */
export async function tooltip(view: string, node: unknown): Promise<string> {
  const { provider } = shown().trees.get(view) ?? assert.fail(`there is no tree ${view}`);
  const item = await provider.getTreeItem(node);
  const words = item.tooltip ?? (await provider.resolveTreeItem?.(item, node, new vscode.CancellationTokenSource().token))?.tooltip;
  return typeof words === 'string' ? words : (words?.value ?? '');
}

async function lines(view: string, words: (item: vscode.TreeItem, node: unknown) => string | Promise<string>): Promise<string> {
  const tree = shown().trees.get(view);
  assert.ok(tree, `there is no tree ${view}`);
  const { provider } = tree;
  const found: string[] = [];
  const visit = async (node: unknown, depth: number): Promise<void> => {
    for (const child of (await provider.getChildren(node)) ?? []) {
      found.push('  '.repeat(depth) + (await words(await provider.getTreeItem(child), child)));
      await visit(child, depth + 1);
    }
  };
  await visit(undefined, 0);
  return found.join('\n');
}

/** Every row of a tree, as it is drawn and as a screen reader speaks it. */
export async function rows(view: string): Promise<readonly { readonly drawn: string; readonly spoken: string }[]> {
  const drawn = (await outline(view)).split('\n').map((line) => line.trim());
  const spoken = (await lines(view, ({ accessibilityInformation }) => (accessibilityInformation?.label ?? '').replaceAll('\n', ' '))).split('\n');
  return drawn.map((line, index) => ({ drawn: line, spoken: spoken[index]?.trim() ?? '' })).filter(({ drawn: line }) => line !== '');
}

export function treeView(view: string): vscode.TreeView<unknown> {
  const tree = shown().trees.get(view);
  assert.ok(tree, `there is no tree ${view}`);
  return tree.view;
}

/** The first node of a tree whose label begins so, for commands and drops that take one; below the one with the label `within`, if that is given. */
export async function treeNode(view: string, label: string, within?: string): Promise<unknown> {
  const tree = shown().trees.get(view);
  assert.ok(tree, `there is no tree ${view}`);
  const search = async (wanted: string, node: unknown): Promise<unknown> => {
    for (const child of (await tree.provider.getChildren(node)) ?? []) {
      const item = await tree.provider.getTreeItem(child);
      const text = typeof item.label === 'string' ? item.label : (item.label?.label ?? '');
      if (text.startsWith(wanted)) return child;
      const below = await search(wanted, child);
      if (below !== undefined) return below;
    }
    return undefined;
  };
  return search(label, within === undefined ? undefined : await search(within, undefined));
}

/** Drags nodes of a tree onto another. */
export async function drop(view: string, nodes: readonly unknown[], target: unknown): Promise<void> {
  const controller = shown().trees.get(view)?.drop;
  assert.ok(controller, `nothing can be dropped in ${view}`);
  const transfer = new vscode.DataTransfer();
  const { token } = new vscode.CancellationTokenSource();
  await controller.handleDrag?.(nodes, transfer, token);
  await controller.handleDrop?.(target, transfer, token);
}
