/**
 * Every id that the manifest contributes, typed. A test holds package.json and package.nls.json against this table, both ways.
 */
export const command = {
  // project
  openSample: 'pressmark.openSample',
  createProject: 'pressmark.createProject',
  openProjectFile: 'pressmark.openProjectFile',
  openSidecar: 'pressmark.openSidecar',
  setCoder: 'pressmark.setCoder',
  showLog: 'pressmark.showLog',
  setUpGitMerging: 'pressmark.setUpGitMerging',
  removeGitMerging: 'pressmark.removeGitMerging',
  documentMenu: 'pressmark.documentMenu',
  // marks
  toggleMarks: 'pressmark.toggleMarks',
  toggleActors: 'pressmark.toggleActors',
  toggleDates: 'pressmark.toggleDates',
  togglePassages: 'pressmark.togglePassages',
  toggleSetBack: 'pressmark.toggleSetBack',
  toggleVoices: 'pressmark.toggleVoices',
  toggleGutter: 'pressmark.toggleGutter',
  toggleRuler: 'pressmark.toggleRuler',
  nextPassage: 'pressmark.nextPassage',
  previousPassage: 'pressmark.previousPassage',
  nextMention: 'pressmark.nextMention',
  previousMention: 'pressmark.previousMention',
  nextUncoded: 'pressmark.nextUncoded',
  previousUncoded: 'pressmark.previousUncoded',
  // tagging
  tagSelection: 'pressmark.tagSelection',
  tagAgain: 'pressmark.tagAgain',
  tagPinned: 'pressmark.tagPinned',
  applyTag: 'pressmark.applyTag',
  newTag: 'pressmark.newTag',
  // codebook
  editTag: 'pressmark.editTag',
  renameTag: 'pressmark.renameTag',
  describeTag: 'pressmark.describeTag',
  colorTag: 'pressmark.colorTag',
  pinTag: 'pressmark.pinTag',
  moveTag: 'pressmark.moveTag',
  moveTagUp: 'pressmark.moveTagUp',
  moveTagDown: 'pressmark.moveTagDown',
  mergeTag: 'pressmark.mergeTag',
  deleteTag: 'pressmark.deleteTag',
  openTagEntry: 'pressmark.openTagEntry',
  showTagPassages: 'pressmark.showTagPassages',
  readTag: 'pressmark.readTag',
  filterCodebook: 'pressmark.codebook.filter',
  clearCodebookFilter: 'pressmark.codebook.clearFilter',
  importCodebook: 'pressmark.importCodebook',
  exportCodebook: 'pressmark.exportCodebook',

  tagSeveral: 'pressmark.tagSeveral',
  keepTag: 'pressmark.keepTag',
  tagKept: 'pressmark.tagKept',
  releaseTag: 'pressmark.releaseTag',
  tagIdentical: 'pressmark.tagIdentical',
  // passages
  openPassage: 'pressmark.openPassage',
  editNote: 'pressmark.editNote',
  retagPassage: 'pressmark.retagPassage',
  setVoice: 'pressmark.setVoice',
  nextVoice: 'pressmark.nextVoice',
  cyclePassages: 'pressmark.cyclePassages',
  saveNote: 'pressmark.saveNote',
  discardNote: 'pressmark.discardNote',
  setSpeaker: 'pressmark.setSpeaker',
  deletePassage: 'pressmark.deletePassage',
  deleteDecision: 'pressmark.deleteDecision',
  acceptPlace: 'pressmark.acceptPlace',
  acceptMoved: 'pressmark.acceptMoved',
  checkPassages: 'pressmark.checkPassages',
  comparePlace: 'pressmark.comparePlace',
  moveToSelection: 'pressmark.moveToSelection',
  passagesOfDocument: 'pressmark.passages.thisDocument',
  passagesOfCorpus: 'pressmark.passages.wholeCorpus',
  filterPassages: 'pressmark.passages.filter',
  clearPassageFilter: 'pressmark.passages.clearFilter',
  groupPassages: 'pressmark.passages.groupBy',
  peekPassage: 'pressmark.peekPassage',
  editPassage: 'pressmark.editPassage',
  copyQuotation: 'pressmark.copyQuotation',
  copyQuotationPlain: 'pressmark.copyQuotationPlain',
  readPassages: 'pressmark.readPassages',
  exportReading: 'pressmark.exportReading',
  checkRevised: 'pressmark.checkRevised',
  undo: 'pressmark.undo',
  redo: 'pressmark.redo',
  retryWrite: 'pressmark.retryWrite',
  saveDecisionsAs: 'pressmark.saveDecisionsAs',
  restoreDeleted: 'pressmark.restoreDeleted',
  discardDeleted: 'pressmark.discardDeleted',
  writeMine: 'pressmark.writeMine',
  keepTheirs: 'pressmark.keepTheirs',
  keepRecovered: 'pressmark.keepRecovered',
  takeBackRecovered: 'pressmark.takeBackRecovered',
  switchCoders: 'pressmark.switchCoders',
  migrateFiles: 'pressmark.migrateFiles',
  finishRewriting: 'pressmark.finishRewriting',
  undoRewriting: 'pressmark.undoRewriting',
  showMine: 'pressmark.showMine',
  showEveryone: 'pressmark.showEveryone',
  // documents
  setStance: 'pressmark.setStance',
  editQuestions: 'pressmark.editQuestions',
  setOutlet: 'pressmark.setOutlet',
  editProvenance: 'pressmark.editProvenance',
  editOutlet: 'pressmark.editOutlet',
  showDocumentPage: 'pressmark.showDocumentPage',
  showDocumentTable: 'pressmark.showDocumentTable',
  exportDocumentTable: 'pressmark.exportDocumentTable',
  setPublished: 'pressmark.setPublished',
  adoptPublished: 'pressmark.adoptPublished',
  groupSources: 'pressmark.groupSources',
  stopReading: 'pressmark.stopReading',
  goOnReading: 'pressmark.goOnReading',
  revealDocument: 'pressmark.revealDocument',
  markRead: 'pressmark.markRead',
  toggleComments: 'pressmark.toggleComments',
  // actors
  showActorMentions: 'pressmark.showActorMentions',
  showActorStatements: 'pressmark.showActorStatements',
  editActor: 'pressmark.editActor',
  mergeActor: 'pressmark.mergeActor',
  changeActor: 'pressmark.changeActor',
  rejectMention: 'pressmark.rejectMention',
  registerActor: 'pressmark.registerActor',
  renameActor: 'pressmark.renameActor',
  setActorKind: 'pressmark.setActorKind',
  addActorRole: 'pressmark.addActorRole',
  splitForm: 'pressmark.splitForm',
  setWikidata: 'pressmark.setWikidata',
  openWikidata: 'pressmark.openWikidata',
  keepApart: 'pressmark.keepApart',
  acceptMerge: 'pressmark.acceptMerge',
  setMergeAside: 'pressmark.setMergeAside',
  importActors: 'pressmark.importActors',
  revealActor: 'pressmark.revealActor',
  openActorEntry: 'pressmark.openActorEntry',
  filterActors: 'pressmark.actors.filter',
  clearActorFilter: 'pressmark.actors.clearFilter',
  actorsByKind: 'pressmark.actors.byKind',
  actorsByFrequency: 'pressmark.actors.byFrequency',
  // dates
  showDay: 'pressmark.showDay',
  useAsPublished: 'pressmark.useAsPublished',
  correctDate: 'pressmark.correctDate',
  showReadings: 'pressmark.showReadings',
  goToDate: 'pressmark.goToDate',
  // wordings
  showWordings: 'pressmark.showWordings',
  stopWordings: 'pressmark.stopWordings',
  showShared: 'pressmark.showShared',
  compareDocuments: 'pressmark.compareDocuments',
  tagCounterparts: 'pressmark.tagCounterparts',
  copyWordingsMarkdown: 'pressmark.copyWordingsMarkdown',
  copyWordingsTsv: 'pressmark.copyWordingsTsv',
  openWordings: 'pressmark.openWordings',
  acceptCopy: 'pressmark.acceptCopy',
  openWording: 'pressmark.openWording',
  // overview
  showOverview: 'pressmark.showOverview',
  showOverviewTables: 'pressmark.showOverviewTables',
  exportOverview: 'pressmark.exportOverview',
  // coders
  assignDocuments: 'pressmark.assignDocuments',
  nextAssigned: 'pressmark.nextAssigned',
  openCase: 'pressmark.openCase',
  nextCase: 'pressmark.nextCase',
  previousCase: 'pressmark.previousCase',
  compareCase: 'pressmark.compareCase',
  acceptSide: 'pressmark.acceptSide',
  acceptBoth: 'pressmark.acceptBoth',
  acceptNeither: 'pressmark.acceptNeither',
  codeCaseAnew: 'pressmark.codeCaseAnew',
  reopenCase: 'pressmark.reopenCase',
  acceptAgreed: 'pressmark.acceptAgreed',
  showAgreement: 'pressmark.showAgreement',
  agreementOfRefs: 'pressmark.agreementOfRefs',
  exportAgreement: 'pressmark.exportAgreement',
  exportCoding: 'pressmark.exportCoding',
  importCoding: 'pressmark.importCoding',
} as const;

/** Commands that need an argument only our own views and cards give: hidden from the palette. */
export const internalCommands: readonly string[] = [
  command.applyTag,
  command.tagPinned,
  command.openPassage,
  command.showReadings,
  command.goToDate,
  command.acceptPlace,
  command.deleteDecision,
  command.openWording,
  command.openCase,
  command.tagKept,
  command.saveNote,
  command.discardNote,
];

export const view = {
  sources: 'pressmark.sources',
  codebook: 'pressmark.codebook',
  passages: 'pressmark.passages',
  actors: 'pressmark.actors',
  wordings: 'pressmark.wordings',
  coders: 'pressmark.coders',
} as const;

export const viewContainer = 'pressmark';
/** The editor of notes, for the menu below it. */
export const noteController = 'pressmark.notes';
export const languageId = 'pressmark-article';
export const walkthrough = 'pressmark.start';

export const setting = {
  coder: 'pressmark.coder',
  marks: 'pressmark.marks.enabled',
  actors: 'pressmark.marks.actors',
  dates: 'pressmark.marks.dates',
  passages: 'pressmark.marks.passages',
  setBack: 'pressmark.marks.setBack',
  shared: 'pressmark.marks.shared',
  voices: 'pressmark.marks.voices',
  gutter: 'pressmark.marks.gutter',
  ruler: 'pressmark.marks.overviewRuler',
  comments: 'pressmark.countReaderComments',
  groupBy: 'pressmark.sources.groupBy',
  actorsGroupBy: 'pressmark.actors.groupBy',
  keepTexts: 'pressmark.passages.keepFormerTexts',
} as const;

/** Context keys that `when` clauses read. */
export const contextKey = {
  /** The active editor shows a document of a project. */
  inDocument: 'pressmark.inDocument',
  /** Documents are read into the index, or a person has stopped that. */
  reading: 'pressmark.reading',
  readingStopped: 'pressmark.readingStopped',
  /** There is at least one project or document with a sidecar in the window. */
  hasProject: 'pressmark.hasProject',
  /** The cursor stands in a passage. */
  inPassage: 'pressmark.inPassage',
  /** The cursor stands on an actor or a date. */
  onActor: 'pressmark.onActor',
  onDate: 'pressmark.onDate',
  /** The Actors view shows some of the actors only. */
  actorsFiltered: 'pressmark.actorsFiltered',
  /** The Passages view shows some of the passages only. */
  passagesFiltered: 'pressmark.passagesFiltered',
  /** The Codebook view shows some of the tags only. */
  codebookFiltered: 'pressmark.codebookFiltered',
  /** A passage in the scope of the Passages view waits for a person. */
  hasDrifted: 'pressmark.hasDrifted',
  /** `document` or `corpus`. */
  passagesScope: 'pressmark.passagesScope',
  /** Several people code: there are assignments, or two coders’ decisions are shown. */
  severalCoders: 'pressmark.severalCoders',
  /** `mine` or `everyone`: whose coding is shown in the active document's project. */
  codersShown: 'pressmark.codersShown',
  /** A tag is kept: Enter gives it. */
  tagKept: 'pressmark.tagKept',
  /** Steps of the walkthrough that were done: a card was shown, a passage tagged, a stance coded. */
  cardShown: 'pressmark.cardShown',
  passageTagged: 'pressmark.passageTagged',
  stanceCoded: 'pressmark.stanceCoded',
  canUndo: 'pressmark.canUndo',
  canRedo: 'pressmark.canRedo',
  /** `passage` or `document`: what the view of wordings shows. */
  wordingsShown: 'pressmark.wordingsShown',
  /** The view of wordings waits for an answer. */
  wordingsAsked: 'pressmark.wordingsAsked',
  /** Discovery has finished. */
  ready: 'pressmark.ready',
} as const;

export const groupings = ['outlet-stance', 'stance-outlet', 'event', 'date'] as const;
export type Grouping = (typeof groupings)[number];

export const actorGroupings = ['kind', 'frequency'] as const;
export type ActorGrouping = (typeof actorGroupings)[number];

/** How the Passages view groups; `none` is a list in the order of the text. */
export const passageGroupings = ['none', 'tag', 'document', 'outlet', 'stance', 'actor', 'coder', 'voice', 'speaker'] as const;
export type PassageGrouping = (typeof passageGroupings)[number];

/** Tag colours: a palette that stays apart under the common colour-vision deficiencies (Okabe and Ito 2008), plus gray. */
export const tagColors = ['blue', 'orange', 'green', 'purple', 'yellow', 'red', 'cyan', 'gray'] as const;
export type TagColor = (typeof tagColors)[number];

export const color = {
  actorBorder: 'pressmark.actorBorder',
  actorBackground: 'pressmark.actorBackground',
  placeBorder: 'pressmark.placeBorder',
  dateBorder: 'pressmark.dateBorder',
  voiceSign: 'pressmark.voiceSign',
  quotedBackground: 'pressmark.quotedBackground',
  reportedBackground: 'pressmark.reportedBackground',
  besideBackground: 'pressmark.besideBackground',
  tag: (name: TagColor): string => `pressmark.tag.${name}`,
  tagBackground: (name: TagColor): string => `pressmark.tag.${name}Background`,
} as const;

export const contextValue = {
  document: 'document',
  passage: 'passage',
  driftedPassage: 'driftedPassage',
  unplacedPassage: 'unplacedPassage',
  candidatePlace: 'candidatePlace',
  driftedMark: 'driftedMark',
  unplacedMark: 'unplacedMark',
  candidateMark: 'candidateMark',
  driftedGroup: 'driftedGroup',
  passageGroup: 'passageGroup',
  tag: 'tag',
  /** A tag with passages coded before its revision. */
  revisedTag: 'revisedTag',
  actor: 'actor',
  provisionalActor: 'provisionalActor',
  actorOutlet: 'actorOutlet',
  actorForm: 'actorForm',
  actorGroup: 'actorGroup',
  suggestion: 'suggestion',
  laterSuggestion: 'laterSuggestion',
  pending: 'pending',
  interrupted: 'interrupted',
  wording: 'wording',
  statement: 'statement',
  sharedDocument: 'sharedDocument',
  copyCandidate: 'copyCandidate',
  bereft: 'bereft',
  overtaken: 'overtaken',
  /** Decisions of an earlier window that were written by this one. */
  recovered: 'recovered',
  agreedSection: 'agreedSection',
  assignedCoder: 'assignedCoder',
  stanceCase: 'stanceCase',
  passageCase: 'passageCase',
  stanceCaseSettled: 'stanceCaseSettled',
  passageCaseSettled: 'passageCaseSettled',
  side: 'side',
} as const;
