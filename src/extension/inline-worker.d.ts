/** A worker's bundled source, packed and in base64; esbuild.mjs makes it. */
declare module 'inline-worker:*' {
  const source: string;
  export default source;
}
