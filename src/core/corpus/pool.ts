/** Strings that come again and again in a corpus (forms of names, ids, values), each kept once and known by a number. */
import { type MiddleNames, middleNamesOf, toldApart } from '../actors/namesakes';
import type { ActorKind } from '../actors/types';

export interface PooledActor {
  readonly id: string;
  readonly name: string;
  readonly kind: ActorKind;
  readonly provisional: boolean;
  /** See {@link Mention.told}. */
  readonly told?: string | undefined;
  /** The id that the document alone gives the actor, where the corpus knows a namesake and it is not `id`. */
  readonly own?: string;
}

/** An actor as its documents name it, and as the one with a middle initial that a namesake elsewhere makes of it. */
interface Entry {
  readonly actor: PooledActor;
  readonly apart: PooledActor;
  /** The middle names that tell the person from others; undefined where the name has none. */
  readonly middle: MiddleNames | undefined;
}

/** Parts the fields of an actor's entry; stands in no name and no id. DEL and not NUL, which JSON writes in six characters and reads slowly. */
const separator = '\u007f';

export class Pool {
  private readonly strings: string[] = [];
  private readonly numbers = new Map<string, number>();
  /** By number: actors are strings too, so that one table serves the cache. */
  private readonly actors: (Entry | undefined)[] = [];
  /** By an actor's id; most actors have one number, and lists of one would be a third of all that is kept of them. */
  private readonly byId = new Map<string, number | readonly number[]>();

  /** @param told provisional ids without middle names that several persons of the corpus would share; looked at with every question */
  constructor(private readonly told: ReadonlySet<string> = new Set()) {}

  get size(): number {
    return this.strings.length;
  }

  /** @param isOwn the string is no part of another */
  number(text: string, isOwn = false): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    // A slice keeps the whole text that it was cut from alive.
    const own = isOwn ? text : ` ${text}`.slice(1);
    const number = this.strings.length;
    this.strings.push(own);
    this.numbers.set(own, number);
    const actor = parsedActor(own);
    if (actor) {
      const entry = entryOf(actor);
      this.actors[number] = entry;
      this.identified(actor.id, number);
      if (entry.apart.id !== actor.id) this.identified(entry.apart.id, number);
    }
    return number;
  }

  private identified(id: string, number: number): void {
    const known = this.byId.get(id);
    this.byId.set(id, known === undefined ? number : typeof known === 'number' ? [known, number] : [...known, number]);
  }

  /** As {@link number}, of what is kept already. */
  known(text: string): number | undefined {
    return this.numbers.get(text);
  }

  text(number: number): string {
    return this.strings[number] ?? '';
  }

  actorNumber({ id, name, kind, provisional, told }: Omit<PooledActor, 'own'>): number {
    return this.number([separator, kind, provisional ? '1' : '', told ?? '', id, name].join(separator));
  }

  actor(number: number): PooledActor {
    const entry = this.actors[number];
    if (!entry) throw new Error(`${number} is no actor of the pool.`);
    return entry.apart !== entry.actor && entry.middle && this.told.has(entry.middle.base) ? entry.apart : entry.actor;
  }

  /** What tells the person of a number from others of the name; undefined for all others. */
  middleNames(number: number): MiddleNames | undefined {
    return this.actors[number]?.middle;
  }

  /** The numbers that an actor has, or has where it has no namesake: one for each name and kind that it was known under. */
  numbersOf(id: string): readonly number[] {
    const numbers = this.byId.get(id) ?? [];
    return typeof numbers === 'number' ? [numbers] : numbers;
  }
}

const kinds: readonly string[] = ['person', 'organisation', 'state', 'place', 'group'] satisfies readonly ActorKind[];

function parsedActor(text: string): PooledActor | undefined {
  if (!text.startsWith(separator)) return undefined;
  const [, , kind = '', provisional, told = '', id = '', ...name] = text.split(separator);
  if (!kinds.includes(kind)) return undefined;
  return { kind: kind as ActorKind, provisional: provisional === '1', id, name: name.join(separator), told: told === '' ? undefined : told };
}

function entryOf(actor: PooledActor): Entry {
  const { id, name, kind, provisional, told } = actor;
  const middle = kind === 'person' && (provisional || told !== undefined) ? middleNamesOf(told ?? name) : undefined;
  if (!middle || told === undefined) return { actor, apart: actor, middle };
  const { actor: other, name: form } = toldApart({ actor: id, name, provisional, told }, new Set([middle.base]));
  return { actor, apart: { id: other, name: form, kind, provisional: true, told, own: id }, middle };
}
