/** "The head of the Ministry of Foreign Affairs | Lavrov": who heads an institution, named right behind it, as translations from Russian have it. */
import { has, tokenAt } from './setting';
import type { Token } from './tokens';
import { Lexicon as L } from './words';

/** What a state has, by its noun. */
const offices = new Set(
  'ministry department committee council commission service administration directorate secretariat parliament government cabinet court senate assembly duma agency treasury army navy police bank staff'.split(
    ' ',
  ),
);
/** Whether an institution of a state is called by this noun. */
export const isOffice = (t: Token | undefined): boolean => offices.has(t?.key ?? '');
const heading = new Set('head heads chief representative representatives leader chairman chairwoman chair'.split(' '));

/** "the head of the Russian |": somebody is said to head what begins at `at`, or to speak for it. */
export function isHeaded(tokens: readonly Token[], at: number): boolean {
  let i = at - 1;
  if (has(tokenAt(tokens, i), L.Demonym)) i--;
  if (tokenAt(tokens, i)?.key === 'the') i--;
  const head = tokenAt(tokens, i - 1);
  return tokenAt(tokens, i)?.key === 'of' && (has(head, L.Role | L.Title) || heading.has(head?.key ?? ''));
}
