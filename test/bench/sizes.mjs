/** Sizes of the package by part, against their budgets: npm run bench -- sizes */
import { packageVsix } from '../harness/package.mjs';
import { entry } from '../harness/log.mjs';

entry(async () => {
  await packageVsix();
});
