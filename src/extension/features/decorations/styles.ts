/** Decoration types: colours by reference to contributed, named colours, and a line style of its own for each meaning. */
import * as vscode from 'vscode';
import { color, type TagColor, tagColors } from '../../contributions';

export interface MarkStyles extends vscode.Disposable {
  readonly actor: vscode.TextEditorDecorationType;
  readonly place: vscode.TextEditorDecorationType;
  readonly date: vscode.TextEditorDecorationType;
  /** Somebody's words, and what is reported of somebody: a shade, and a sign where each begins. */
  readonly quoted: vscode.TextEditorDecorationType;
  readonly reported: vscode.TextEditorDecorationType;
  /** The shade of passages in a palette colour or a colour of the user's own (`#rrggbb`). */
  passage(tagColor: string | undefined): vscode.TextEditorDecorationType;
  /** Every passage style handed out so far, so that those no longer used can be cleared. */
  passages(): Iterable<readonly [string, vscode.TextEditorDecorationType]>;
}

/**
 * Mentions and dates are underlined and passages bordered: two properties of their own, so that a name inside a passage
 * shows both. A theme colour reaches `text-decoration` as the variable that VS Code makes of it.
 */
const underline = (id: string, style: string): vscode.DecorationRenderOptions => ({
  textDecoration: `underline ${style} 1px var(--vscode-${id.replace('.', '-')}); text-underline-offset: 3px; text-decoration-skip-ink: none`,
  rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
});

/** Tag colours differ in the line below the passage too, so that two tags can be told apart without colour. */
const lineStyles: Readonly<Record<TagColor, string>> = {
  blue: 'solid',
  orange: 'dashed',
  green: 'dotted',
  purple: 'double',
  yellow: 'dashed',
  red: 'solid',
  cyan: 'dotted',
  gray: 'double',
};

export function createMarkStyles(): MarkStyles {
  const actor = vscode.window.createTextEditorDecorationType({
    ...underline(color.actorBorder, 'solid'),
    backgroundColor: new vscode.ThemeColor(color.actorBackground),
    borderRadius: '2px',
  });
  const place = vscode.window.createTextEditorDecorationType(underline(color.placeBorder, 'dotted'));
  const date = vscode.window.createTextEditorDecorationType(underline(color.dateBorder, 'dashed'));
  const quoted = vscode.window.createTextEditorDecorationType(voice(color.quotedBackground, '❝'));
  const reported = vscode.window.createTextEditorDecorationType(voice(color.reportedBackground, '≈'));
  const passages = new Map<string, vscode.TextEditorDecorationType>();
  return {
    actor,
    place,
    date,
    quoted,
    reported,
    passage(tagColor = 'gray') {
      const known = passages.get(tagColor);
      if (known) return known;
      const made = vscode.window.createTextEditorDecorationType(passageOptions(tagColor));
      passages.set(tagColor, made);
      return made;
    },
    passages: () => passages,
    dispose() {
      for (const type of [actor, place, date, quoted, reported, ...passages.values()]) type.dispose();
    },
  };
}

const voice = (background: string, sign: string): vscode.DecorationRenderOptions => ({
  backgroundColor: new vscode.ThemeColor(background),
  before: { contentText: sign, color: new vscode.ThemeColor(color.voiceSign), margin: '0 2px 0 0' },
  rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
});

function passageOptions(tagColor: string): vscode.DecorationRenderOptions {
  const named = tagColors.find((name) => name === tagColor);
  const strong = named ? new vscode.ThemeColor(color.tag(named)) : tagColor;
  const shade = named ? new vscode.ThemeColor(color.tagBackground(named)) : `${tagColor}33`;
  const style = lineStyles[named ?? 'gray'];
  return {
    backgroundColor: shade,
    borderColor: strong,
    borderStyle: style,
    borderWidth: style === 'double' ? '0 0 3px 0' : '0 0 2px 0',
    overviewRulerColor: strong,
    overviewRulerLane: vscode.OverviewRulerLane.Center,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  };
}
