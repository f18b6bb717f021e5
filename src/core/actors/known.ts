/**
 * What is known of a name by its spelling alone, worked out when it is first asked for and kept with the name: a corpus has the same
 * names again and again, and looking each up once a mention, not once a question, is a third of linking.
 */
import type { Gazetteer, GazetteerState } from './gazetteer';
import type { Identified } from './identity';
import { middleNamesOf, type MiddleNames } from './namesakes';
import { initialsOf, namePartsOf, plainKey, provisionalId, surnameKey, type NameParts } from './names';
import { fold } from './tokens';
import type { ActorKind } from './types';

export class Name {
  /** Folded. */
  readonly key: string;
  /** Number of words. */
  readonly words: number;
  /** The last of several words, where it has a hyphen: "Maria | Lopez-Grant". */
  readonly hyphened: string | undefined;
  /** The state that it is a name of. */
  readonly state: GazetteerState | undefined;
  private partsKept: NameParts | undefined;
  private surnameKept: string | undefined;
  private wholeKept: string | undefined;
  private plainKept: string | undefined;
  private initialsKept: string | undefined;
  private middleKept: MiddleNames | null | undefined;
  private readonly ids: Partial<Record<ActorKind, string>> = {};
  /** Which actor it is, by kind, where nothing in a document can change that. */
  readonly identified: Partial<Record<ActorKind, Identified>> = {};

  constructor(
    readonly text: string,
    { states }: Gazetteer,
  ) {
    this.key = fold(text);
    this.words = wordsOf(this.key);
    const space = text.lastIndexOf(' ');
    this.hyphened = space > 0 && text.includes('-', space) ? text.slice(space + 1) : undefined;
    this.state = states.get(this.key);
  }

  get parts(): NameParts {
    return (this.partsKept ??= namePartsOf(this.text));
  }

  /** The strict key of its family name. */
  get surname(): string {
    return (this.surnameKept ??= surnameKey(this.parts.surname));
  }

  /** The strict key of all of it, as if it were a family name. */
  get whole(): string {
    return (this.wholeKept ??= surnameKey(this.key));
  }

  get plain(): string {
    return (this.plainKept ??= plainKey(this.text));
  }

  get initials(): string {
    return (this.initialsKept ??= initialsOf(this.text));
  }

  /** Undefined where it has no middle names. */
  get middle(): MiddleNames | undefined {
    return (this.middleKept === undefined ? (this.middleKept = middleNamesOf(this.text) ?? null) : this.middleKept) ?? undefined;
  }

  /** The id of an actor of a kind that bears it, where the registry knows none. */
  id(kind: ActorKind): string {
    return (this.ids[kind] ??= provisionalId(this.text, kind));
  }
}

function wordsOf(key: string): number {
  let n = 1;
  for (let i = key.indexOf(' '); i >= 0; i = key.indexOf(' ', i + 1)) n++;
  return n;
}

/** Names that are kept; all are let go at a bound, so that a corpus of any size fits. */
const kept = 20_000;

export class Names {
  private readonly byText = new Map<string, Name>();

  constructor(private readonly gazetteer: Gazetteer) {}

  of(text: string): Name {
    let name = this.byText.get(text);
    if (name === undefined) {
      if (this.byText.size >= kept) this.byText.clear();
      this.byText.set(text, (name = new Name(text, this.gazetteer)));
    }
    return name;
  }
}
