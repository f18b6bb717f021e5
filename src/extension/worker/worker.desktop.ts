/** Entry of the worker thread on the desktop, which reads the documents itself. */
import { readFile, stat } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { handedOver, type Request } from './protocol';
import type { WorkerFiles } from './reading';
import { serve } from './serve';

const files: WorkerFiles = {
  stamp: async (file) => {
    try {
      const { size, mtimeMs } = await stat(file);
      return { stamp: `${size} ${mtimeMs}`, size };
    } catch {
      return undefined;
    }
  },
  bytes: async (file, most) => {
    try {
      return (await stat(file)).size <= most ? await readFile(file) : undefined;
    } catch {
      return undefined;
    }
  },
};

const port = parentPort;
if (!port) throw new Error('This module runs in a worker thread.');
const handle = serve((response) => port.postMessage(response, 'result' in response ? handedOver(response.result) : []), files);
port.on('message', (request: Request) => handle(request));
