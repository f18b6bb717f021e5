/**
 * Property tests draw other inputs in every run, which is how they find what nobody thought of. Where `PRESSMARK_SEED` is set they draw the same ones each time,
 * so that a check of a change says something of the change (`.ci/run`).
 */
import fc from 'fast-check';

const seed = process.env['PRESSMARK_SEED'];
if (seed !== undefined) {
  if (!/^-?\d{1,10}$/.test(seed)) throw new Error(`PRESSMARK_SEED is a whole number, not “${seed}”.`);
  fc.configureGlobal({ seed: Number(seed) });
}
