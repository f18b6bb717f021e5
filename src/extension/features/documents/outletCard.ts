/** The card of an outlet: what it is called, where it is, how it describes itself, and who owns it, which is a claim with its source. */
import * as vscode from 'vscode';
import * as v from 'valibot';
import { namesOutlet } from '../../../core/project/outlets';
import { type Outlet, PartialDate } from '../../../core/project/schema';
import type { App } from '../../app';
import { noIcons } from '../../plain';
import type { ProjectModel } from '../../workspace/project';
import { plural } from '../hovers/words';
import { type Acted, form, pickRow, type Row, type Shown } from '../picking';
import { isAddress, listOfNames } from './fields';
import { askOutlet } from './entries';
import { deleteOutlet, mergeOutletInto } from './outletActs';
import { say } from '../../saying';

/** @param id the outlet; asked for where it is not given, or no longer there */
export async function editOutlet(app: App, project: ProjectModel, id: string | undefined): Promise<void> {
  const { t } = vscode.l10n;
  if (project.implicit) {
    say(t('Make a project of the folder first: its outlets are kept in pressmark.yaml.'), 6000);
    return;
  }
  const outlet = id === undefined || !project.index.outlet(id) ? await chooseOutlet(app, project) : id;
  if (outlet !== undefined) await new OutletCard(app, project, outlet).run();
}

async function chooseOutlet(app: App, project: ProjectModel): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const documents = await project.corpus.documents();
  const rows: Row[] = (project.value.outlets ?? []).map(({ id, name, country }) => {
    const count = documents.filter(({ metadata }) => namesOutlet(metadata, id)).length;
    return { id, label: noIcons(name), description: [country ?? '', plural(count, t('document'), t('documents'))].filter((part) => part !== '').join(' · ') };
  });
  const picked = await pickRow<Row>({ title: t('Which Outlet?'), rows: [...rows, { id: ' new', label: `$(add) ${t('New outlet…')}` }] });
  if (picked?.id !== ' new') return picked?.id;
  const made = await askOutlet(project);
  if (!made) return undefined;
  await app.deciding.actOnProject(t('New outlet'), project, [made.decision]);
  return made.id;
}

interface OutletRow extends Row {
  readonly act: () => Promise<Acted>;
}

class OutletCard {
  constructor(
    private readonly app: App,
    private readonly project: ProjectModel,
    private readonly id: string,
  ) {}

  run(): Promise<void> {
    return form<OutletRow>(
      () => this.shown(),
      (row) => row.act(),
    );
  }

  private shown(): Shown<OutletRow> {
    const { t } = vscode.l10n;
    const outlet = this.outlet;
    if (!outlet) return { title: t('Outlet'), placeholder: t('The outlet is not there any more.'), rows: [] };
    const { name, aliases = [], domains = [], country, ownership } = outlet;
    const row = (id: string, label: string, value: string | undefined, act: () => Promise<Acted>): OutletRow => ({
      id,
      label,
      description: value === undefined || value === '' ? t('not said') : value,
      act,
    });
    const change = (title: string, prompt: string, value: string, write: (text: string) => Changes, check?: (text: string) => string | undefined) => () =>
      this.change(title, prompt, value, write, check);
    return {
      title: t('Outlet: {0}', name),
      placeholder: t('Choose a field to change it; Escape leaves'),
      rows: [
        row(
          'name',
          t('Name'),
          name,
          change(t('Name'), t('Its name, as readers know it'), name, (text) => (text === '' ? {} : { name: text })),
        ),
        row(
          'aliases',
          t('Other names'),
          aliases.join(', '),
          change(t('Other names'), t('With semicolons between several.'), aliases.join('; '), (text) => listed('aliases', text)),
        ),
        row(
          'domains',
          t('Domains'),
          domains.join(', '),
          change(
            t('Domains'),
            t('Without www: rt.com; with semicolons between several.'),
            domains.join('; '),
            (text) => listed('domains', text.toLowerCase()),
            domainMistake,
          ),
        ),
        row(
          'country',
          t('Country'),
          country,
          change(t('Country'), t('A code of two letters such as RU, or EU for the European Union.'), country ?? '', (text) => ({ country: text || null })),
        ),
        row(
          'describes-itself',
          t('How it describes itself'),
          outlet['describes-itself'],
          change(t('How it describes itself'), t('In its own words: “international television network”.'), outlet['describes-itself'] ?? '', (text) => ({
            'describes-itself': text || null,
          })),
        ),
        row('ownership', t('Ownership, as a source says'), ownership && ownershipWords(ownership), () => this.editOwnership()),
        {
          id: 'merge',
          label: `$(git-merge) ${t('Merge into…')}`,
          act: async () => ((await mergeOutletInto(this.app, this.project, outlet)) ? 'done' : undefined),
        },
        { id: 'delete', label: `$(trash) ${t('Delete…')}`, act: async () => ((await deleteOutlet(this.app, this.project, outlet)) ? 'done' : undefined) },
      ],
    };
  }

  /** Who owns an outlet is a claim: without the address of its source it is not taken. */
  private async editOwnership(): Promise<Acted> {
    const { t } = vscode.l10n;
    const current = this.outlet?.ownership;
    const title = t('Ownership');
    const value = (
      await vscode.window.showInputBox({
        title,
        prompt: t('What the source says: state, a company, a foundation … Empty removes it.'),
        value: current?.value ?? '',
        ignoreFocusOut: true,
      })
    )?.trim();
    if (value === undefined) return;
    if (value === '') return this.write({ ownership: null });
    const noSource = (text: string): string | undefined =>
      isAddress(text) ? undefined : t('Ownership is a claim: give the address of its source, with https://.');
    const source = (
      await vscode.window.showInputBox({
        title: t('Ownership: Who Says So?'),
        prompt: t('The address of the source. It is required.'),
        value: current?.source ?? '',
        ignoreFocusOut: true,
        validateInput: (text) => noSource(text.trim()),
      })
    )?.trim();
    if (source === undefined || noSource(source) !== undefined) return;
    const noDate = (text: string): string | undefined =>
      text === '' || v.is(PartialDate, text) ? undefined : t('A day, month or year that exists: 2019-12-01, 2019-12 or 2019.');
    const asOf = (
      await vscode.window.showInputBox({
        title: t('Ownership: As Of When?'),
        prompt: t('When the source says so. Empty: not known'),
        value: current?.['as-of'] ?? '',
        ignoreFocusOut: true,
        validateInput: (text) => noDate(text.trim()),
      })
    )?.trim();
    if (asOf === undefined || noDate(asOf) !== undefined) return;
    await this.write({ ownership: { value, source, ...(asOf !== '' && { 'as-of': asOf }) } });
  }

  private async change(
    title: string,
    prompt: string,
    value: string,
    changes: (text: string) => Changes,
    mistake: (text: string) => string | undefined = () => undefined,
  ): Promise<Acted> {
    const check = (text: string): string | undefined => (text.length > 500 ? vscode.l10n.t('One line, 500 characters at most.') : mistake(text));
    const typed = await vscode.window.showInputBox({ title, prompt, value, ignoreFocusOut: true, validateInput: (text) => check(text.trim()) });
    const text = typed?.trim();
    if (text !== undefined && text !== value && check(text) === undefined) await this.write(changes(text));
  }

  private async write(changes: Changes): Promise<void> {
    await this.app.deciding.actOnProject(vscode.l10n.t('Change outlet'), this.project, [
      { type: 'change', section: 'outlets', key: this.outlet?.id ?? this.id, changes },
    ]);
  }

  private get outlet(): Outlet | undefined {
    return this.project.index.outlet(this.id);
  }
}

type Changes = { readonly [K in keyof Outlet]?: Exclude<Outlet[K], undefined> | null };

function listed(field: 'aliases' | 'domains', text: string): Changes {
  const names = [...listOfNames(text)];
  return { [field]: names.length ? names : null };
}

function domainMistake(text: string): string | undefined {
  const wrong = listOfNames(text).find((domain) => !/^(?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63}$/iu.test(domain));
  return wrong === undefined ? undefined : vscode.l10n.t('“{0}” is no domain such as rt.com.', wrong);
}

function ownershipWords({ value, source, 'as-of': asOf }: NonNullable<Outlet['ownership']>): string {
  const { t } = vscode.l10n;
  const dated = asOf === undefined ? value : t('{0}, as of {1}', value, asOf);
  return source === undefined ? t('{0} (no source given)', dated) : t('{0}, says {1}', dated, source);
}
