/** Strings that come again and again in a corpus (forms of names, ids, values), each kept once and known by a number. */
import type { ActorKind } from '../actors/types';

export interface PooledActor {
  readonly id: string;
  readonly name: string;
  readonly kind: ActorKind;
  readonly provisional: boolean;
}

/** Parts the fields of an actor's entry; stands in no name and no id. */
const separator = '\u0000';

export class Pool {
  private readonly strings: string[] = [];
  private readonly numbers = new Map<string, number>();
  /** By number: actors are strings too, so that one table serves the cache. */
  private readonly actors: (PooledActor | undefined)[] = [];
  private readonly byId = new Map<string, number[]>();

  get size(): number {
    return this.strings.length;
  }

  number(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    // A slice keeps the whole text that it was cut from alive.
    const own = ` ${text}`.slice(1);
    const number = this.strings.length;
    this.strings.push(own);
    this.numbers.set(own, number);
    const actor = parsedActor(own);
    if (actor) {
      this.actors[number] = actor;
      this.byId.set(actor.id, [...(this.byId.get(actor.id) ?? []), number]);
    }
    return number;
  }

  text(number: number): string {
    return this.strings[number] ?? '';
  }

  actorNumber({ id, name, kind, provisional }: PooledActor): number {
    return this.number([separator, kind, provisional ? '1' : '', id, name].join(separator));
  }

  actor(number: number): PooledActor {
    const actor = this.actors[number];
    if (!actor) throw new Error(`${number} is no actor of the pool.`);
    return actor;
  }

  /** The numbers that an actor has: one for each name and kind that it was known under. */
  numbersOf(id: string): readonly number[] {
    return this.byId.get(id) ?? [];
  }
}

const kinds: readonly string[] = ['person', 'organisation', 'state', 'place', 'group'] satisfies readonly ActorKind[];

function parsedActor(text: string): PooledActor | undefined {
  if (!text.startsWith(separator)) return undefined;
  const [, , kind = '', provisional, id = '', ...name] = text.split(separator);
  return kinds.includes(kind) ? { kind: kind as ActorKind, provisional: provisional === '1', id, name: name.join(separator) } : undefined;
}
