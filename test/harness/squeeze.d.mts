export function squeezed(zip: Buffer): Promise<Buffer>;
