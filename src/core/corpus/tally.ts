/** Counts of actors over documents. */
import type { Mention } from '../actors/types';
import type { ProjectIndex } from '../project/lookup';
import type { Indexed } from './indexed';
import type { Pool } from './pool';
import type { ActorSummary, FormCount, OutletForms } from './types';

export class ActorTally {
  private mentions = 0;
  private asides = 0;
  private documents = 0;
  private readonly outlets = new Map<string | undefined, Map<string, FormCount>>();

  private readonly names = new Map<string, number>();
  private readonly statements = new Map<string | undefined, number>();

  /** @param name where no mention gives one */
  constructor(
    private readonly id: string,
    private readonly kind: Mention['kind'],
    private readonly registered: boolean,
    private readonly name = '',
  ) {}

  addStatements(count: number, outlet: string | undefined): void {
    this.statements.set(outlet, (this.statements.get(outlet) ?? 0) + count);
  }

  addDocument(): void {
    this.documents++;
  }

  add(name: string, form: string, outlet: string | undefined, aside: boolean): void {
    this.names.set(name, (this.names.get(name) ?? 0) + 1);
    this.mentions++;
    if (aside) this.asides++;
    const forms = this.outlets.get(outlet) ?? new Map<string, FormCount>();
    const known = forms.get(form);
    this.outlets.set(outlet, forms.set(form, { form, count: (known?.count ?? 0) + 1, asides: (known?.asides ?? 0) + Number(aside) }));
  }

  summary(): ActorSummary {
    const variants: OutletForms[] = [...this.outlets].map(([outlet, forms]) => ({
      outlet,
      forms: [...forms.values()].sort((a, b) => b.count - a.count || a.form.localeCompare(b.form)),
    }));
    const total = (entry: OutletForms): number => entry.forms.reduce((sum, { count }) => sum + count, 0);
    variants.sort((a, b) => total(b) - total(a) || (a.outlet ?? '').localeCompare(b.outlet ?? ''));
    // Most said, else the fuller: whichever document was read first.
    const [[name] = [this.name]] = [...this.names].sort(([a, x], [b, y]) => y - x || b.length - a.length || a.localeCompare(b));
    const { id, kind, registered, mentions, asides, documents } = this;
    const statements = [...this.statements].map(([outlet, count]) => ({ outlet, count })).sort((a, b) => b.count - a.count);
    return { id, name, kind, registered, mentions, asides, documents, variants, statements };
  }
}

/** Adds what a document names; of one actor alone where `only` is given. */
export function tally(byActor: Map<string, ActorTally>, { data, sidecar }: Indexed, pool: Pool, lookups: Pick<ProjectIndex, 'outlet'>, only?: string): void {
  const seen = new Set<string>();
  const named = sidecar.document?.outlet;
  const outlet = named === undefined ? undefined : (lookups.outlet(named)?.id ?? named);
  const counts = data.statements(pool)?.counts();
  for (const { actor, form, aside } of data.marks.mentions(pool)) {
    if (only !== undefined && actor.id !== only) continue;
    let entry = byActor.get(actor.id);
    if (!entry) byActor.set(actor.id, (entry = new ActorTally(actor.id, actor.kind, !actor.provisional)));
    entry.add(actor.name, form, outlet, aside);
    if (seen.has(actor.id)) continue;
    seen.add(actor.id);
    entry.addDocument();
    const said = counts?.get(actor.own ?? actor.id);
    if (said) entry.addStatements(said, outlet);
  }
}
