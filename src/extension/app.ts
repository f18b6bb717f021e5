/** What every feature is given. Built once by `activate`; features know each other only through it. */
import type * as vscode from 'vscode';
import type { RecentTags } from './features/tagging/recent';
import type { StickyTag } from './features/tagging/sticky';
import type { Milestones } from './features/walkthrough';
import type { Marks } from './features/marks';
import type { Overviews } from './features/wordings/overviews';
import type { TagSelection } from './features/codebook/selection';
import type { PassageCycle } from './features/passages/cycle';
import type { SelectedRows } from './features/rowsByKey';
import type { SourceNode } from './features/sources/model';
import type { Platform } from './platform';
import type { Articles } from './workspace/articles';
import type { CoderName } from './workspace/coder';
import type { Deciding } from './workspace/deciding';
import type { WorkspaceFiles } from './workspace/files';
import type { LeftDocuments } from './workspace/leftDocuments';
import type { Log } from './workspace/log';
import type { Projects } from './workspace/projects';
import type { Rewritings } from './workspace/rewritings';
import type { ShownCoders } from './workspace/shown';

export interface App {
  readonly context: vscode.ExtensionContext;
  readonly platform: Platform;
  /** The lists of names that recognition goes by, as text; rejected where they cannot be read. */
  readonly gazetteer: Promise<string>;
  readonly files: WorkspaceFiles;
  readonly projects: Projects;
  readonly articles: Articles;
  readonly marks: Marks;
  readonly coder: CoderName;
  readonly shownCoders: ShownCoders;
  readonly rewritings: Rewritings;
  readonly leftBehind: LeftDocuments;
  readonly deciding: Deciding;
  readonly recentTags: RecentTags;
  readonly overviews: Overviews;
  readonly sticky: StickyTag;
  readonly milestones: Milestones;
  readonly cycle: PassageCycle;
  /** The rows selected in the Sources view, for its keys. */
  readonly selectedSources: SelectedRows<SourceNode>;
  /** What is selected in the Codebook view. */
  readonly tagSelection: TagSelection;
  readonly log: Log;
}
