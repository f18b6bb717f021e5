/** The same statement in several documents: found, scored, related, and compared word by word. */
export { differences, type Difference } from './differences';
export { likenessOf } from './likeness';
export { statementKeys } from './keys';
export { type Candidate, type Keyed, type KeyRow, StatementIndex } from './lookup';
export { statementMarks } from './marks';
export { aboutRange, sentencesAround, statementsAbout } from './others';
export { mayConcern } from './possible';
export { prepare, type Mark, type Prepared, type PrepareOptions } from './prepare';
export type { Relation } from './relation';
export { sharedStatements, type SharedStatement } from './shared';
export type { CueTone } from './vocabulary';
export { sharedShares, wholeScore } from './whole';
export { Lexicon, wordsBetween } from './words';
export { type StatementVoice, voiceBeside } from './voice';
