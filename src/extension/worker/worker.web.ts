/** The worker's role in the browser; `main.web.ts` imports it when the bundle runs as a worker. */
import type { Request, Response } from './protocol';
import { serve } from './serve';

declare const self: { postMessage(message: Response): void; onmessage: ((event: { readonly data: Request }) => void) | null };

const handle = serve((response) => self.postMessage(response));
self.onmessage = (event) => handle(event.data);
