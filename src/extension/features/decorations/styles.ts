/** Decoration types: colours by reference to contributed, named colours, and a line style of its own for each meaning. */
import * as vscode from 'vscode';
import { color, tagColors } from '../../contributions';
import { lineStyles } from './patterns';
import { signOf } from './signs';

export interface MarkStyles extends vscode.Disposable {
  readonly actor: vscode.TextEditorDecorationType;
  readonly place: vscode.TextEditorDecorationType;
  readonly date: vscode.TextEditorDecorationType;
  /** Somebody's words, and what is reported of somebody: a shade, and a sign where each begins. */
  readonly quoted: vscode.TextEditorDecorationType;
  readonly reported: vscode.TextEditorDecorationType;
  /** What stands beside the article's own text: a caption's voice, a reader's. */
  readonly caption: vscode.TextEditorDecorationType;
  readonly comment: vscode.TextEditorDecorationType;
  /**
   * The shade and line of passages in a palette colour or a colour of the user's own (`#rrggbb`), on one of the levels that overlapping
   * passages and a passage's several tags have.
   * @param order which tag of its passage it is: the first shades it, and each has its own lane in the overview ruler
   */
  passage(tagColor: string | undefined, level: number, order: number, inRuler: boolean): vscode.TextEditorDecorationType;
  /** The sign in the gutter of a line on which passages begin. @param several how many tags are given there */
  sign(tagColor: string | undefined, several: number): vscode.TextEditorDecorationType;
  /** Every style of passages and signs handed out so far, so that those no longer used can be cleared. */
  passages(): Iterable<vscode.TextEditorDecorationType>;
}

/**
 * Mentions and dates are underlined and passages bordered: two properties of their own, so that a name inside a passage
 * shows both. A theme colour reaches `text-decoration` as the variable that VS Code makes of it.
 */
const underline = (id: string, style: string): vscode.DecorationRenderOptions => ({
  textDecoration: `underline ${style} 1px var(--vscode-${id.replace('.', '-')}); text-underline-offset: 3px; text-decoration-skip-ink: none`,
  rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
});

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
  const caption = vscode.window.createTextEditorDecorationType(voice(color.besideBackground, '□'));
  const comment = vscode.window.createTextEditorDecorationType(voice(color.besideBackground, '@'));
  const passages = new Map<string, vscode.TextEditorDecorationType>();
  const once = (key: string, options: () => vscode.DecorationRenderOptions): vscode.TextEditorDecorationType => {
    const known = passages.get(key);
    if (known) return known;
    const made = vscode.window.createTextEditorDecorationType(options());
    passages.set(key, made);
    return made;
  };
  return {
    actor,
    place,
    date,
    quoted,
    reported,
    caption,
    comment,
    passage: (tagColor = 'gray', level, order, inRuler) => {
      const step = Math.min(level, lines - 1);
      const lane = inRuler ? lanes[order % lanes.length] : undefined;
      return once(`passage ${tagColor} ${step} ${lane} ${order === 0}`, () => passageOptions(tagColor, step, lane, order === 0));
    },
    sign: (tagColor = 'gray', several) =>
      once(`sign ${tagColor} ${several}`, () => ({
        light: { gutterIconPath: vscode.Uri.parse(signOf(tagColor, 'light', several)) },
        dark: { gutterIconPath: vscode.Uri.parse(signOf(tagColor, 'dark', several)) },
        gutterIconSize: 'contain',
      })),
    passages: () => passages.values(),
    dispose() {
      for (const type of [actor, place, date, quoted, reported, caption, comment, ...passages.values()]) type.dispose();
    },
  };
}

/** The sign stands above the first letter, between the lines and out of the flow of the text: with the layer on, no line breaks elsewhere. */
const aboveTheLine = 'none; position: absolute; transform: translate(-10%, -50%); font-size: 85%; pointer-events: none';

const voice = (background: string, sign: string): vscode.DecorationRenderOptions => ({
  backgroundColor: new vscode.ThemeColor(background),
  before: { contentText: sign, color: new vscode.ThemeColor(color.voiceSign), textDecoration: aboveTheLine },
  rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
});

/** Of passages that overlap, the first two levels have their lines below the text and the third above it; there is no room for more, and deeper ones share the last. */
const lines = 3;
/** Pixels from the first line to the second. */
const lineStep = 3;

/** A passage is drawn as a box as high as its line of text; a lower box has its line higher up. VS Code hands the value to the style sheet as it is. */
function lifted(level: number): string {
  return level === 1 ? `0; height: calc(100% - ${lineStep}px) !important` : '0';
}

/** A passage's first tag is in the middle of the overview ruler, the next two beside it. */
const lanes = [vscode.OverviewRulerLane.Center, vscode.OverviewRulerLane.Right, vscode.OverviewRulerLane.Left] as const;

function passageOptions(tagColor: string, level: number, lane: vscode.OverviewRulerLane | undefined, shades: boolean): vscode.DecorationRenderOptions {
  const named = tagColors.find((name) => name === tagColor);
  const strong = named ? new vscode.ThemeColor(color.tag(named)) : tagColor;
  const shade = named ? new vscode.ThemeColor(color.tagBackground(named)) : `${tagColor}33`;
  const style = lineStyles[named ?? 'gray'];
  const width = style === 'double' ? '3px' : '2px';
  return {
    // Shades on one another would make the words hard to read.
    ...(shades && { backgroundColor: shade }),
    borderColor: strong,
    borderStyle: style,
    borderWidth: level === 2 ? `${width} 0 0 0` : `0 0 ${width} 0`,
    borderRadius: lifted(level),
    ...(lane !== undefined && { overviewRulerColor: strong, overviewRulerLane: lane }),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  };
}
