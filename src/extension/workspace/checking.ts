/** What finding problems needs of core; loaded when there is a project to find them in. */
export { checkReferences, metadataConflicts, signersIn } from '../../core/sidecar';
