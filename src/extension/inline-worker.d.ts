/** A worker's bundled source as a string; esbuild.mjs makes it. */
declare module 'inline-worker:*' {
  const source: string;
  export default source;
}
