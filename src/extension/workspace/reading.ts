/** What an open document needs: analysis, anchoring, following edits. Half of all code; loaded with the first document. */
export { Analysers } from './analysers';
export { Article } from './article';
export { entriesOf, Following } from '../../core/annotations/following';
export { standingAt } from '../../core/annotations/standing';
export { Held } from './held';
