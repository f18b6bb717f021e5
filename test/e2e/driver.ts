/** The end-to-end driver: a page object over VS Code's workbench, for tests and screenshots. Everything in it waits for conditions; nothing sleeps. */
export { screenshotOnFailure, Workbench, type LaunchOptions, type Theme } from './driver/workbench';
export type { TextEditor, WordAt } from './driver/textEditor';
export { Tree } from './driver/tree';
export { until } from './driver/waiting';
