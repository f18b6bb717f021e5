import * as vscode from 'vscode';
import type { FileErrorCode } from '../../core/ports';
import type { Failure } from './failure';

/** Why decisions cannot reach a file, in a sentence. */
export function failureWords(failure: Failure): string {
  const { t } = vscode.l10n;
  if ('args' in failure) return t(failure.message, ...failure.args);
  const words: Readonly<Record<FileErrorCode, string>> = {
    changed: t('Somebody else keeps changing the file.'),
    partial: t('What was written did not read back the same.'),
    'not-found': t('The folder is not there.'),
    'no-permission': t('The file is write-protected, or you may not write there.'),
    'read-only': t('The file system is read-only.'),
    'no-space': t('The disk is full.'),
    busy: t('Another program holds the file.'),
    'too-large': t('The file is too large.'),
    unavailable: t('The file cannot be reached.'),
    late: t('The file has not answered yet. It is waited for.'),
    unknown: failure.message,
  };
  return words[failure.code];
}
