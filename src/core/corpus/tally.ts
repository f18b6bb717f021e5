/** Counts of actors over documents. */
import type { Mention } from '../actors/types';
import type { ProjectIndex } from '../project/lookup';
import type { Indexed } from './indexed';
import type { Pool, PooledActor } from './pool';
import type { ActorSummary, FormCount, OutletForms } from './types';

/** Documents are counted, or what they added is taken back. */
type Step = 1 | -1;

export class ActorTally {
  private mentions = 0;
  private asides = 0;
  private documents = 0;
  private registered = 0;
  private readonly outlets = new Map<string | undefined, Map<string, { form: string; count: number; asides: number }>>();
  private readonly names = new Map<string, number>();
  private readonly kinds = new Map<Mention['kind'], number>();
  private readonly statements = new Map<string | undefined, number>();

  constructor(private readonly id: string) {}

  get isEmpty(): boolean {
    return this.mentions === 0;
  }

  addDocument(statements: number, outlet: string | undefined, step: Step): void {
    this.documents += step;
    if (statements > 0) add(this.statements, outlet, step * statements);
  }

  add({ name, kind, provisional }: Omit<PooledActor, 'id'>, form: string, outlet: string | undefined, aside: boolean, step: Step): void {
    this.mentions += step;
    if (!provisional) this.registered += step;
    if (aside) this.asides += step;
    add(this.names, name, step);
    add(this.kinds, kind, step);
    let forms = this.outlets.get(outlet);
    if (!forms) this.outlets.set(outlet, (forms = new Map<string, { form: string; count: number; asides: number }>()));
    let known = forms.get(form);
    if (!known) forms.set(form, (known = { form, count: 0, asides: 0 }));
    known.count += step;
    if (aside) known.asides += step;
    if (known.count > 0) return;
    forms.delete(form);
    if (forms.size === 0) this.outlets.delete(outlet);
  }

  summary(): ActorSummary {
    const variants: OutletForms[] = [...this.outlets].map(([outlet, forms]) => ({
      outlet,
      forms: [...forms.values()].map((form): FormCount => ({ ...form })).sort((a, b) => b.count - a.count || a.form.localeCompare(b.form)),
    }));
    const totals = new Map(variants.map((entry) => [entry, entry.forms.reduce((sum, { count }) => sum + count, 0)]));
    const total = (entry: OutletForms): number => totals.get(entry) ?? 0;
    variants.sort((a, b) => total(b) - total(a) || (a.outlet ?? '').localeCompare(b.outlet ?? ''));
    // Most said, else the fuller: whichever document was read first.
    const [[name] = ['']] = [...this.names].sort(([a, x], [b, y]) => y - x || b.length - a.length || a.localeCompare(b));
    const [[kind] = ['person' as const]] = [...this.kinds].sort(([a, x], [b, y]) => y - x || a.localeCompare(b));
    const { id, mentions, asides, documents } = this;
    const statements = [...this.statements]
      .map(([outlet, count]) => ({ outlet, count }))
      .sort((a, b) => b.count - a.count || (a.outlet ?? '').localeCompare(b.outlet ?? ''));
    return { id, name, kind, registered: this.registered > 0, mentions, asides, documents, variants, statements };
  }
}

/** What an actor of the registry is told by that no document names. */
export function unnamed(id: string, name: string, kind: Mention['kind']): ActorSummary {
  return { id, name, kind, registered: true, mentions: 0, asides: 0, documents: 0, variants: [], statements: [] };
}

/**
 * Adds what a document names.
 * @param only numbers of the pool; without them every actor is counted
 */
export function tally(
  byActor: Map<string, ActorTally>,
  { data, sidecar }: Pick<Indexed, 'data' | 'sidecar'>,
  pool: Pool,
  lookups: Pick<ProjectIndex, 'outlet'>,
  only?: readonly number[],
  step: Step = 1,
): void {
  const seen = new Set<ActorTally>();
  const named = sidecar.document?.outlet;
  const outlet = named === undefined ? undefined : (lookups.outlet(named)?.id ?? named);
  data.marks.each((number, form, aside) => {
    if (only && !only.includes(number)) return;
    const actor = pool.actor(number);
    let entry = byActor.get(actor.id);
    if (!entry) byActor.set(actor.id, (entry = new ActorTally(actor.id)));
    entry.add(actor, pool.text(form), outlet, aside, step);
    if (seen.has(entry)) return;
    seen.add(entry);
    entry.addDocument(data.statementsBy(pool.known(actor.own ?? actor.id)), outlet, step);
  });
}

function add<K>(counts: Map<K, number>, key: K, count: number): void {
  const sum = (counts.get(key) ?? 0) + count;
  if (sum === 0) counts.delete(key);
  else counts.set(key, sum);
}
