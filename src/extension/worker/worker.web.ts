/** The worker in the browser; `host.web.ts` imports it there and hands on what comes in. */
import type { Response } from './protocol';
import { serve } from './serve';

declare const self: { postMessage(message: Response): void };

export const receive = serve((response) => self.postMessage(response));
