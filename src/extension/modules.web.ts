/** ES modules in the browser's host, which knows no module loader: each becomes a blob, whose imports are the addresses of others. */
import * as vscode from 'vscode';

/**
 * Put in by the build: for each module that is imported when needed, the modules to be there before it and itself, each behind those that it imports. What
 * imports one another lands in one file, so there is such an order.
 */
declare const MODULE_CLOSURES: Readonly<Record<string, readonly string[]>>;

declare const URL: { createObjectURL(blob: unknown): string };

/** Where rewritten modules find {@link Modules.import}. A worker has none: nothing in core is imported when needed. */
const hook = 'pressmark.modules';

export class Modules {
  private readonly addresses = new Map<string, Promise<string>>();
  private readonly api: string;

  constructor(private readonly extension: vscode.Uri) {
    const shared = globalThis as Record<symbol, unknown>;
    shared[Symbol.for(hook)] = (name: string) => this.import(name);
    shared[Symbol.for(`${hook}.vscode`)] = vscode;
    this.api = blob(
      `const api = globalThis[Symbol.for("${hook}.vscode")];\n${Object.keys(vscode)
        .filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default')
        .map((name) => `export const ${name} = api.${name};`)
        .join('\n')}\nexport default api;`,
    );
  }

  async import(name: string): Promise<unknown> {
    const address = await this.address(name);
    return import(address);
  }

  /** Where a module and all that it imports outright can be loaded from, by this host or by a worker. */
  async address(name: string): Promise<string> {
    const needed = MODULE_CLOSURES[name];
    if (!needed) throw new Error(`There is no module ${name}.`);
    // Asked for all at once; each waits for those before it.
    await Promise.all(needed.map((one) => this.ready(one)));
    return this.ready(name);
  }

  private ready(name: string): Promise<string> {
    const known = this.addresses.get(name);
    if (known) return known;
    const made = this.make(name);
    this.addresses.set(name, made);
    return made;
  }

  private async make(name: string): Promise<string> {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.extension, 'dist', name));
    const source = new TextDecoder().decode(bytes);
    const imported = [...source.matchAll(outright)].flatMap(([, , file]) => (file === undefined ? [] : [file]));
    const addresses = new Map(await Promise.all([...new Set(imported)].map(async (file) => [file, await this.ready(file)] as const)));
    return blob(
      source
        .replace(whenNeeded, (_, file: string) => `globalThis[Symbol.for("${hook}")]("${file}")`)
        .replace(outright, (all, keyword: string, file: string | undefined) =>
          file === undefined ? `${keyword}"${this.api}"` : `${keyword}"${addresses.get(file) ?? all}"`,
        ),
    );
  }
}

/** As the build writes them: `from "./a.mjs"`, `import "./a.mjs"`, `from "vscode"`; and `import("./a.mjs")`. */
const outright = /\b(from\s*|import\s*)"(?:\.\/([\w.-]+\.mjs)|vscode)"/g;
const whenNeeded = /\bimport\("\.\/([\w.-]+\.mjs)"\)/g;

function blob(source: string): string {
  return URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
}
