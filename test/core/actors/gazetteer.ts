import { readFileSync } from 'node:fs';
import { parseGazetteer } from '../../../src/core/actors';

export const gazetteerText = readFileSync(new URL('../../../media/gazetteer.txt', import.meta.url), 'utf8');
/** The gazetteer that ships, parsed once for all tests of actors. */
export const gazetteer = parseGazetteer(gazetteerText);
