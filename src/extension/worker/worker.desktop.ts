/** Entry of the worker thread on the desktop. */
import { parentPort } from 'node:worker_threads';
import type { Request } from './protocol';
import { serve } from './serve';

const port = parentPort;
if (!port) throw new Error('This module runs in a worker thread.');
const handle = serve((response) => port.postMessage(response));
port.on('message', (request: Request) => handle(request));
