/** Editing the stance questions of a project: their words, their positions and the order of both. Every act is one step to undo; ids stay. */
import * as vscode from 'vscode';
import type { ProjectDecision } from '../../../core/project';
import {
  changePosition,
  movePosition,
  moveQuestion,
  newPosition,
  newQuestion,
  type PositionChanges,
  removePosition,
  type Uses,
  usesOf,
} from '../../../core/project/questions';
import type { StancePosition, StanceQuestion } from '../../../core/project/schema';
import type { App } from '../../app';
import { tagColors } from '../../contributions';
import { noIcons } from '../../plain';
import type { ProjectModel } from '../../workspace/project';
import { plural } from '../hovers/words';
import { type Acted, form, pickRow, type Row, separator, type Shown } from '../picking';
import { shorten } from '../shorten';
import { say } from '../../saying';

/** A question in a list's title. */
const titleLength = 60;

interface ActRow extends Row {
  readonly act: () => Promise<Acted>;
}

export async function editQuestions(app: App, project: ProjectModel): Promise<void> {
  if (project.implicit) {
    say(vscode.l10n.t('Make a project of the folder first: its questions are kept in pressmark.yaml.'), 6000);
    return;
  }
  await new Questions(app, project).run();
}

class Questions {
  constructor(
    private readonly app: App,
    private readonly project: ProjectModel,
  ) {}

  run(): Promise<void> {
    return form<ActRow>(
      () => this.allQuestions(),
      (row) => row.act(),
    );
  }

  private async allQuestions(): Promise<Shown<ActRow>> {
    const { t } = vscode.l10n;
    const documents = await this.project.corpus.documents();
    const questions = this.project.value.stance ?? [];
    const rows = questions.map(({ id, question, positions }, index): ActRow => {
      const uses = countOf(usesOf(documents, id));
      const first = index === 0 && questions.length > 1 ? [t('the view groups by it')] : [];
      return {
        id,
        label: `$(comment-discussion) ${noIcons(question)}`,
        description: [plural(positions.length, t('position'), t('positions')), this.usesWords(uses), ...first].join(' · '),
        act: () => this.editQuestion(id),
      };
    });
    const add: ActRow = { id: ' new', label: `$(add) ${t('New question…')}`, act: () => this.addQuestion() };
    return { title: t('Stance Questions'), placeholder: t('Choose what to change; Escape leaves'), rows: [...rows, add] };
  }

  private async editQuestion(id: string): Promise<Acted> {
    await form<ActRow>(
      () => this.oneQuestion(id),
      (row) => row.act(),
    );
  }

  private async oneQuestion(id: string): Promise<Shown<ActRow>> {
    const { t } = vscode.l10n;
    const question = this.question(id);
    // Taken away meanwhile: the list is left by Escape.
    if (!question) return { title: t('Stance Questions'), placeholder: t('The question is not there any more.'), rows: [] };
    const documents = await this.project.corpus.documents();
    const position = (own: StancePosition): ActRow => ({
      id: own.id,
      label: `$(circle-outline) ${noIcons(own.label)}`,
      description: [own.id, this.usesWords(countOf(usesOf(documents, id, own.id)))].join(' · '),
      detail: own.description ?? '',
      act: () => this.editPosition(id, own.id),
    });
    const moves = this.moveRows((by) => moveQuestion(this.project.value, id, by), t('Move question'));
    return {
      title: t('Question: {0}', shorten(question.question, titleLength)),
      placeholder: t('Choose what to change; Escape goes back'),
      rows: [
        { id: ' words', label: `$(edit) ${t('Wording')}`, description: question.question, act: () => this.rewordQuestion(question) },
        ...moves,
        heading(t('Positions, in the order of the view')),
        ...question.positions.map(position),
        { id: ' new', label: `$(add) ${t('New position…')}`, act: () => this.addPosition(question) },
        heading(''),
        { id: ' remove', label: `$(trash) ${t('Remove question…')}`, act: () => this.remove(question) },
      ],
    };
  }

  private async editPosition(questionId: string, id: string): Promise<Acted> {
    await form<ActRow>(
      () => this.onePosition(questionId, id),
      (row) => row.act(),
    );
    return { active: id };
  }

  private onePosition(questionId: string, id: string): Shown<ActRow> {
    const { t } = vscode.l10n;
    const question = this.question(questionId);
    const position = question?.positions.find((own) => own.id === id);
    if (!question || !position) return { title: t('Stance Questions'), placeholder: t('The position is not there any more.'), rows: [] };
    const moves = this.moveRows((by) => movePosition(question, id, by) ?? [], t('Move position'));
    return {
      title: t('Position: {0}', shorten(position.label, titleLength)),
      placeholder: t('Its id stays {0}, whatever it is called', id),
      rows: [
        { id: 'label', label: `$(edit) ${t('Label')}`, description: position.label, act: () => this.relabel(question, position) },
        {
          id: 'description',
          label: `$(note) ${t('Description')}`,
          description: position.description ?? t('not said'),
          act: () => this.describe(question, position),
        },
        { id: 'color', label: `$(symbol-color) ${t('Colour')}`, description: position.color ?? t('none'), act: () => this.recolor(question, position) },
        {
          id: 'scale',
          label: `$(graph) ${t('On the scale')}`,
          description: position['off-scale'] === true ? t('no: it is no degree between the others') : t('yes: its place in the order is its degree'),
          act: () => this.changed(question, position, { 'off-scale': position['off-scale'] === true ? null : true }),
        },
        ...moves,
        heading(''),
        { id: 'remove', label: `$(trash) ${t('Remove position…')}`, act: () => this.remove(question, position) },
      ],
    };
  }

  private moveRows(decisions: (by: -1 | 1) => ProjectDecision | readonly ProjectDecision[], label: string): readonly ActRow[] {
    const { t } = vscode.l10n;
    const row = (by: -1 | 1): readonly ActRow[] => {
      const moved = [decisions(by)].flat();
      if (!moved.length) return [];
      const words = by < 0 ? t('Move up') : t('Move down');
      return [{ id: `move ${by}`, label: `$(arrow-${by < 0 ? 'up' : 'down'}) ${words}`, act: () => this.write(label, ...moved) }];
    };
    return [...row(-1), ...row(1)];
  }

  private async addQuestion(): Promise<Acted> {
    const { t } = vscode.l10n;
    const words = await this.ask(t('New Question'), t('As the coders read it: “In its own voice, how does this document treat …?”'));
    if (words === undefined) return;
    const used = (await this.project.corpus.documents()).flatMap(({ stance }) => stance.map(({ question }) => question));
    const decision = newQuestion(this.project.value, words, used);
    await this.write(t('New question'), decision);
    await this.editQuestion(decision.entry.id);
  }

  private async rewordQuestion({ id, question }: StanceQuestion): Promise<Acted> {
    const { t } = vscode.l10n;
    const words = await this.ask(t('Question'), t('What coders have judged so far was judged by the words that stand here.'), question);
    if (words !== undefined) await this.write(t('Reword question'), { type: 'change', section: 'stance', key: id, changes: { question: words } });
  }

  private async addPosition(question: StanceQuestion): Promise<Acted> {
    const { t } = vscode.l10n;
    const label = await this.ask(t('New Position'), t('What it is called in the view'));
    if (label === undefined) return;
    const used = usesOf(await this.project.corpus.documents(), question.id).flatMap(({ entries }) => entries.map(({ position }) => position));
    await this.write(t('New position'), newPosition(question, label, used));
  }

  private async relabel(question: StanceQuestion, position: StancePosition): Promise<Acted> {
    const { t } = vscode.l10n;
    const label = await this.ask(t('Label'), t('What it is called in the view'), position.label);
    if (label !== undefined) await this.changed(question, position, { label });
  }

  private async describe(question: StanceQuestion, position: StancePosition): Promise<Acted> {
    const { t } = vscode.l10n;
    const text = await vscode.window.showInputBox({
      title: t('Description'),
      prompt: t('When to choose it. Empty removes it.'),
      value: position.description ?? '',
      ignoreFocusOut: true,
    });
    if (text !== undefined) await this.changed(question, position, { description: text.trim() || null });
  }

  private async recolor(question: StanceQuestion, position: StancePosition): Promise<Acted> {
    const { t } = vscode.l10n;
    const rows = [undefined, ...tagColors].map((value) => ({ id: value ?? 'none', label: value ?? t('none'), value }));
    const picked = await pickRow({ title: t('Colour'), rows, active: position.color ?? 'none' });
    if (picked) await this.changed(question, position, { color: picked.value ?? null });
  }

  private changed(question: StanceQuestion, { id }: StancePosition, changes: PositionChanges): Promise<void> {
    return this.write(vscode.l10n.t('Change position'), changePosition(question, id, changes));
  }

  /** Says first which judgements name what is to go; they stay in their sidecars, and are shown by the id. */
  private async remove(question: StanceQuestion, position?: StancePosition): Promise<Acted> {
    const { t } = vscode.l10n;
    const uses = usesOf(await this.project.corpus.documents(), question.id, position?.id);
    const label = shorten(position?.label ?? question.question, titleLength);
    const go: Row = {
      id: ' go',
      label: `$(trash) ${t('Remove “{0}”', noIcons(label))}`,
      description: uses.length ? t('{0} stay in their sidecars and are listed as problems', judgements(countOf(uses))) : this.usesWords(0),
    };
    const documents = uses.map(({ path, entries }): Row => ({ id: path, label: noIcons(path), description: entries.map(({ by }) => by).join(', ') }));
    const limits = [
      ...(this.project.only === undefined ? [] : [t('Others’ coding is hidden, and is not counted here.')]),
      ...(this.project.filling ? [t('Documents are still being read: more may name it.')] : []),
    ];
    const picked = await pickRow({
      title: t('Remove “{0}”?', label),
      placeholder: [t('Choose the first row to remove it, a document to look at it; Escape keeps it.'), ...limits].join(' '),
      rows: [go, ...documents],
    });
    if (!picked) return undefined;
    if (picked.id !== ' go') {
      const document = this.project.documents.get(picked.id ?? '');
      if (document) await vscode.window.showTextDocument(document.uri, { preview: true });
      return undefined;
    }
    if (position) await this.write(t('Remove position'), removePosition(question, position.id));
    else await this.write(t('Remove question'), { type: 'remove', section: 'stance', key: question.id });
    return 'done';
  }

  private async write(label: string, ...decisions: readonly ProjectDecision[]): Promise<void> {
    await this.app.deciding.actOnProject(label, this.project, decisions);
  }

  private async ask(title: string, prompt: string, value = ''): Promise<string | undefined> {
    const { t } = vscode.l10n;
    const valid = (text: string): boolean => text.trim() !== '' && text.length <= 500;
    const text = await vscode.window.showInputBox({
      title,
      prompt,
      value,
      ignoreFocusOut: true,
      validateInput: (typed) => (valid(typed) ? undefined : t('One line, 500 characters at most.')),
    });
    return text !== undefined && valid(text) ? text.trim() : undefined;
  }

  private question(id: string): StanceQuestion | undefined {
    return this.project.index.question(id);
  }

  private usesWords(entries: number): string {
    return entries ? judgements(entries) : vscode.l10n.t('no judgement names it');
  }
}

function judgements(count: number): string {
  return plural(count, vscode.l10n.t('judgement'), vscode.l10n.t('judgements'));
}

function countOf(uses: readonly Uses[]): number {
  return uses.reduce((sum, { entries }) => sum + entries.length, 0);
}

function heading(label: string): ActRow {
  return { ...separator(label), act: () => Promise.resolve() };
}
