/** Data out and in: the formats, by the names that the command line and the editor use. */
import { toBrat } from './brat';
import { type ConllLayer, conllLayers, toConll } from './conll';
import { toQdc, toQdpx } from './refi';
import { tableNames, toCsv, toJsonLines, type TableName } from './tables';
import type { ExchangeDocument, ExchangeProject, Exported } from './types';
import { toW3c } from './w3c';

export type { ExchangeDocument, ExchangeProject, Exported, ExportedFile, Imported, ImportedDocument, Loss } from './types';
export { exchangeDocument, type Choice, chosen, withNamesakes } from './documents';
export { type Hiding, pseudonymised } from './pseudonyms';
export { planImport, type ImportPlan } from './importing';
export { bySidecar, documentNamed, type IncomingFile, type PassageFormat, readPassages, standingWith, utf8 } from './incoming';
export { fromBrat } from './brat';
export { fromQdc, fromQdpx } from './refiImport';
export { fromCsv, fromJsonLines } from './tablesIn';
export { fromHypothesis, fromW3c } from './w3c';
export { tableNames, type TableName } from './tables';
export { conllLayers, type ConllLayer } from './conll';

export const exportFormats = ['csv', 'jsonl', 'w3c', 'brat', 'conll', 'qdpx', 'qdc'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const importFormats = ['w3c', 'brat', 'qdpx', 'qdc', 'csv', 'jsonl', 'hypothesis'] as const;
export type ImportFormat = (typeof importFormats)[number];

export interface ExportOptions {
  /** For `csv` and `jsonl`: all if none is named. */
  readonly tables?: readonly TableName[] | undefined;
  /** For `conll`. */
  readonly layer?: ConllLayer | undefined;
}

const exporters: Readonly<Record<ExportFormat, (documents: readonly ExchangeDocument[], project: ExchangeProject, options: ExportOptions) => Exported>> = {
  csv: (documents, project, { tables = tableNames }) => toCsv(documents, project, tables),
  jsonl: (documents, project, { tables = tableNames }) => toJsonLines(documents, project, tables),
  w3c: toW3c,
  brat: toBrat,
  conll: (documents, project, { layer = conllLayers[0] }) => toConll(documents, project, layer),
  qdpx: toQdpx,
  qdc: (_documents, project) => toQdc(project),
};

/** The files of an export, and what the format could not carry. */
export function exported(format: ExportFormat, documents: readonly ExchangeDocument[], project: ExchangeProject, options: ExportOptions = {}): Exported {
  return exporters[format](documents, project, options);
}
