/** Runs git on the desktop. The folder's own configuration may name programs; what is asked here runs none of them. */
import { execFile } from 'node:child_process';
import type { GitTool } from '../platform';

/** Longer than any of these takes on a slow disk. */
const patience = 10_000;

export const nodeGit: GitTool = {
  program: process.execPath,
  run: (args, cwd) =>
    new Promise((resolve) => {
      execFile('git', [...args], { cwd, timeout: patience, windowsHide: true }, (error, stdout, stderr) => {
        const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
        resolve({ code, stdout, stderr: stderr || (error?.message ?? '') });
      });
    }),
};
