/** Entry of the web worker; inlined as source into the browser bundle, because an extension there is one file. */
import type { Request, Response } from './protocol';
import { serve } from './serve';

declare const self: { postMessage(message: Response): void; onmessage: ((event: { readonly data: Request }) => void) | null };

const handle = serve((response) => self.postMessage(response));
self.onmessage = (event) => handle(event.data);
