/**
 * A run of capitalised words is cut at titles, dates, demonyms and known names: "Russian Foreign Minister | Sergei Lavrov",
 * "Ukraine | President | Zelensky", "US State Department | spokesman".
 */
import { type Candidate, type Chunker, isBorneAlone, particlesEnd } from './chunks';
import { isFamilyFirst } from './eastern';
import type { GazetteerEntry } from './gazetteer';
import { isHeaded, isOffice } from './holders';
import { institutionIn, ownerAt } from './institutions';
import { isNumeral } from './names';
import { personVerbs } from './neighbours';
import type { PhraseMatch } from './phrases';
import { isFamilyMonth, isNamedMonth, isNameLike, isPossessive } from './runs';
import { has, plain, tokenAt } from './setting';
import { Shape, type Token } from './tokens';
import { belonging, frontHeads, generations, Lexicon as L, programmes, schools, standing } from './words';

/** Particles with which a family name is used alone: "bin Laden said". */
export const aloneParticles: ReadonlySet<string> = new Set(['bin', 'von', 'van']);

/** "Imperial College | London". */
const isSchoolsTown = (school: Token | undefined, town: Token | undefined): boolean => schools.has(school?.key ?? '') && has(town, L.Place);

/** First words of mountains, lakes and forts, and the one title without which nobody is called: no sentence's ordinary first word. */
const leading = new Set('mount mt. lake fort cape prophet'.split(' '));

/** The Arabic article, joined to its noun. */
const arabic = /^(?:al|el|ad|an|ar|as|ash|at|ul)-/;

/** Crowns that stand in names of places, and what such a place is. */
const crowns = new Set('shah king queen prince princess duke general sultan'.split(' '));
const areas = new Set('district province county region village'.split(' '));

/** Whom a club has: no family names behind its name. */
const players = new Set('winger keeper boss skipper fullback wingers'.split(' '));
/** A verb of the past, as far as its ending tells: "joked". */
const isPast = /[^aeiou]ed$/;

const notBorne = L.OrganisationHead | L.Organisation | L.Place | L.State | L.Demonym | L.People | L.NoName;

/** After a registered word they make no person's name of it: "Kim | Thursday", "Lee | Republicans", "Trump | Putin" where both are registered. */
const notBorneAfter = notBorne | L.Registered | L.Title | L.TitleModifier | L.Calendar | L.Function | L.PlaceHead | L.OtherHead | L.Direction;

/** Between these and a person's name stands the state: "in Israel | Netanyahu said", "the Israel | Katz knew". */
const stateBefore = new Set('in inside within across throughout near the'.split(' '));

/** Titles of old that are family names since. */
const surnamesOfTitles = new Set(
  'bishop king prince duke baron earl marshall marshal knight abbott abbot dean judge pope sheikh shah deacon provost sheriff major'.split(' '),
);

/** Tokens on either side of a name that are looked at: a longer line is no headline. */
const headlineLength = 30;

const isLink = (t: Token | undefined): boolean => t?.key === 'of' || t?.key === 'for';
const isAbbreviatedState = (t: Token | undefined): boolean => has(t, L.State) && t?.text.includes('.') === true;

export class Run {
  constructor(
    private readonly tokens: readonly Token[],
    private readonly end: number,
    private readonly shouting: boolean,
    private readonly chunker: Chunker,
    private readonly out: Candidate[],
  ) {}

  /** Cuts the run from token `at` on; gives the first token not used. */
  cut(at: number): number {
    let p = at;
    while (p < this.end) p = this.step(p, undefined);
    return p;
  }

  private step(p: number, title: number | undefined): number {
    const t = this.tokens[p];
    if (t === undefined) return p + 1;
    if (!isNameLike(t)) {
      // "President | dos Santos", "Prince | bin Salman", "Then | de la Cruz".
      const name = t.shape === Shape.Lower && has(t, L.Particle) ? particlesEnd(this.tokens, p) : undefined;
      if (name === undefined || name >= this.end || (title === undefined && !isBorneAlone(this.tokens, p, name))) return p + 1;
      const registered = this.known(p);
      if (registered !== undefined) return this.takeKnown(p, registered, title);
      const to = this.extent(name, true);
      this.emit({ from: p, to, title });
      return to + 1;
    }
    const known = this.known(p);
    const person = known?.length === 1 && this.isAlsoGiven(p, known) ? this.personOfState(p, title !== undefined) : undefined;
    if (person !== undefined) {
      this.emit({ from: p, to: person, title });
      return person + 1;
    }
    if (known !== undefined) return this.takeKnown(p, known, title);
    if (title === undefined && this.skips(p)) return p + 1;
    const afterTitle = this.titleEnd(p);
    if (afterTitle !== undefined) {
      if (afterTitle >= this.end) return this.titleOnly(p, this.end);
      this.titleOnly(p, afterTitle);
      return this.step(afterTitle, p);
    }
    if (belonging.has(t.key) && this.tokens[p + 1]?.key === 'of') return this.titleOnly(p, this.end);
    const club = title === undefined && has(t, L.Place) ? this.club(p + 1) : undefined;
    if (club !== undefined) {
      this.emit({ from: p, to: p + club.length, entry: club.value });
      return p + 1 + club.length;
    }
    const to = this.extent(p, title !== undefined);
    this.emit({ from: p, to, title });
    return to + 1;
  }

  /** Longest of registry and gazetteer at `p`; the registry where they are equal. */
  private known(p: number): { readonly length: number; readonly actors?: readonly string[]; readonly entry?: GazetteerEntry } | undefined {
    const match = has(this.tokens[p], L.StartsRegistered) ? this.chunker.registry.forms.match(this.tokens, p, this.shouting) : undefined;
    const own = match !== undefined && this.isAnothers(p, match) ? undefined : match;
    const public_ = has(this.tokens[p], L.Starts) ? this.chunker.gazetteer.names.match(this.tokens, p, this.shouting) : undefined;
    if (own !== undefined && (public_ === undefined || own.length >= public_.length))
      return { length: own.length, actors: own.value, ...(public_ !== undefined && own.length === public_.length && { entry: public_.value }) };
    if (public_ !== undefined) return { length: public_.length, entry: public_.value };
    return undefined;
  }

  /** A registered form that goes on to be another's name: "Donald Trump | Jr.", "Ministry of Defence | of Ukraine" where the registry's is Russia's. */
  private isAnothers(p: number, { length, value }: PhraseMatch<readonly string[]>): boolean {
    const { registry, gazetteer } = this.chunker;
    const next = this.tokens[p + length];
    if (next?.gap === 1 && (generations.has(next.key) || (isNumeral(next.text) && (next.text !== 'I' || p + length < this.end))))
      return value.every((id) => registry.byId.get(id)?.kind === 'person');
    if (length === 1 && this.isNamesake(p) && value.every((id) => registry.byId.get(id)?.kind === 'person')) return true;
    const owner = ownerAt(this.tokens, p, p + length - 1, gazetteer);
    if (owner === undefined) return false;
    const actors = value.flatMap((id) => registry.byId.get(id) ?? []);
    if (!actors.every(({ kind }) => kind === 'organisation')) return false;
    const states = actors.flatMap(({ name, aliases }) => [name, ...(aliases ?? [])].flatMap((form) => institutionIn(form, gazetteer)?.state.code ?? []));
    return states.length === 0 ? owner.behind : !states.includes(owner.state.code);
  }

  /** "Kim Moon-soo", "Lee Zeldin": one word that the registry has for a person is another's family or given name here. */
  private isNamesake(p: number): boolean {
    const next = p + 1 < this.end ? this.tokens[p + 1] : undefined;
    if (next?.gap !== 1 || next.shape !== Shape.Capital || has(next, notBorneAfter)) return false;
    if (isFamilyFirst(this.tokens, p, p + 1) || (p + 2 < this.end && isFamilyFirst(this.tokens, p, p + 2))) return true;
    return has(this.tokens[p], L.Given) && !plain(next) && !has(next, L.Everyday | L.Word) && this.isSentence(p);
  }

  /** A state's name, or a club's that is also a given name ("Chelsea | Clinton"). */
  private isAlsoGiven(p: number, { entry, actors }: { readonly actors?: readonly string[]; readonly entry?: GazetteerEntry }): boolean {
    if (entry?.type === 'state') return true;
    const [t, next] = [this.tokens[p], this.tokens[p + 1]];
    if (entry?.type !== 'organisation' || actors !== undefined || !has(t, L.Given) || t?.shape !== Shape.Capital) return false;
    return has(next, L.Surname) || this.isBorneBefore(p + 1);
  }

  /**
   * "Chelsea | Manning said", "Chelsea | Handler, 49,": in a sentence, behind a club that bears a place's name (a maker's stands before its models),
   * a last word that is no part of a club's.
   */
  private isBorneBefore(p: number): boolean {
    const [club, t, after] = [this.tokens[p - 1], this.tokens[p], this.tokens[p + 1]];
    if (
      p + 1 !== this.end ||
      !has(club, L.Place) ||
      has(club, L.State | L.Word | L.Everyday) ||
      t?.gap !== 1 ||
      t.shape !== Shape.Capital ||
      /(?:s|men)$/.test(t.key) ||
      has(t, L.Direction)
    )
      return false;
    const aged = after?.text === ',' && this.tokens[p + 2]?.shape === Shape.Number;
    const does = after?.shape === Shape.Lower && !players.has(t.key) && (has(after, L.Saying) || personVerbs.has(after.key) || isPast.test(after.key));
    const goes = after === undefined || aged || does || (after.text !== ',' && (after.shape === Shape.Mark || has(after, L.Function | L.Saying)));
    return goes && !has(t, notBorneAfter & ~L.Surname) && this.isSentence(p);
  }

  /** "Jordan Bardella", "India Walton": the last token of the person whose given name is a state's; undefined where the state is meant. */
  private personOfState(p: number, titled: boolean): number | undefined {
    const [before, t, next] = [tokenAt(this.tokens, p - 1), this.tokens[p], this.tokens[p + 1]];
    if (has(t, L.Organisation) && !has(next, L.Surname) && this.isBorneBefore(p + 1)) return p + 1;
    if (p + 1 >= this.end || t?.shape !== Shape.Capital || next?.gap !== 1 || next.shape !== Shape.Capital) return undefined;
    // "Jordan Henderson": a town too.
    const borne = has(t, L.Given) && has(next, L.Surname) ? L.Place : 0;
    if (has(next, notBorneAfter & ~borne) || plain(next) || (has(next, L.Word) && !has(next, L.Surname))) return undefined;
    if (!titled && (stateBefore.has(before?.key ?? '') || !(this.isSentence(p) || this.isHeadlinePerson(p)))) return undefined;
    const entry = this.chunker.gazetteer.names.match(this.tokens, p + 1, this.shouting);
    if (entry !== undefined && (entry.value.type !== 'place' || borne === 0)) return undefined;
    // "In Israel | Benjamin Netanyahu": a whole name of its own. What is no given name elsewhere is one before a known family name only.
    const alone = p + 2 === this.end;
    if (!alone && has(next, L.Given)) return undefined;
    return has(t, L.Given) ? this.extent(p, true) : alone && has(next, L.Surname) ? p + 1 : undefined;
  }

  /** "Jordan Bardella Wins Vote": in title case, a given name and what is no word of English nor ends as one does ("Jordan Reopens Border"). */
  private isHeadlinePerson(p: number): boolean {
    const next = this.tokens[p + 1];
    return has(this.tokens[p], L.Given) && next !== undefined && !has(next, L.Word | L.Everyday) && !/(?:ed|ing|[^s]s)$/.test(next.key) && next.text.length > 3;
  }

  /** The line of `p` has words in small letters and is no headline, whose capitals would tell no name. */
  private isSentence(p: number): boolean {
    let [from, to] = [p, p + 1];
    while (from > 0 && p - from < headlineLength && this.tokens[from]?.gap !== 2) from--;
    while (to < this.tokens.length && to - p < headlineLength && this.tokens[to]?.gap !== 2) to++;
    const line = this.tokens.slice(from, to);
    const isLoud = line.some((t, i) => t.first && i > 0 && t.gap === 1 && line[i - 1]?.shape !== Shape.Mark);
    return !isLoud && line.some((t) => t.shape === Shape.Lower && !has(t, L.Function));
  }

  /** Words that begin no name here: dates, capitalised function words, the ordinary first word of a sentence before a name. */
  private skips(p: number): boolean {
    const t = this.tokens[p];
    const next = p + 1 < this.end ? this.tokens[p + 1] : undefined;
    if (t === undefined) return true;
    // "Eid | al-Adha": the rest of the feast's name.
    if (arabic.test(t.key) && has(this.tokens[p - 1], L.Calendar)) return true;
    // "May said": a minister, if the document names her in full; else the mention falls with its weak evidence.
    // "Former | US President | Barack Obama", "Senior | Hamas official".
    if (standing.has(t.key) && next !== undefined && (has(next, L.Demonym) || this.known(p + 1) !== undefined || has(next, L.Place | L.State))) return true;
    if (isFamilyMonth(t) && (this.owns(p) || (this.tokens[p + 1]?.shape === Shape.Lower && has(this.tokens[p + 1], L.Saying)))) return false;
    if (has(t, L.Calendar) && t.shape !== Shape.Initial) {
      const number = this.tokens[p + 1]?.shape === Shape.Number;
      return number || !has(t, L.Given) || next === undefined || has(next, L.Calendar) || plain(next);
    }
    if (has(t, L.Function) && t.shape !== Shape.Upper && t.shape !== Shape.Initial) return !(has(t, L.Given) && next !== undefined && !plain(next));
    if (
      t.first &&
      next !== undefined &&
      plain(t) &&
      !aloneParticles.has(t.key) &&
      !leading.has(t.key) &&
      !has(t, L.Title | L.TitleModifier | L.Direction | L.OtherHead) &&
      !this.headed(p)
    )
      return !plain(next) || has(next, L.Title);
    // "Engineer John Greiner": an ordinary word before a full name describes it.
    if (
      plain(t) &&
      !has(t, L.Title | L.TitleModifier | L.PlacePrefix | L.Direction | L.OtherHead) &&
      p + 2 < this.end &&
      has(next, L.Given) &&
      !plain(next) &&
      !has(next, L.Word) &&
      !this.headed(p)
    )
      return true;
    // "Christian Lindner": the word for a faith is a given name before a name that is no word.
    if (has(t, L.NoName) && has(t, L.Given) && next !== undefined && !plain(next) && !has(next, notBorne)) return false;
    // "across the Atlantic", alone.
    if (has(t, L.NoName) && has(t, L.Place) && next === undefined) return false;
    if ((has(t, L.Demonym | L.People) || (has(t, L.NoName) && !has(t, L.Organisation))) && !this.headed(p)) return true;
    return false;
  }

  private owns(p: number): boolean {
    return isPossessive(this.tokens, p + 1);
  }

  /** The run from `p` ends in, or is ruled by, the head of an organisation, place, event. */
  private headed(p: number): boolean {
    const end = this.personAfter(p) ?? this.end;
    const last = this.tokens[end - 1];
    if (end - 1 > p && has(last, L.OrganisationHead | L.OrganisationSuffix | L.OtherHead | L.PlaceHead) && !this.titleInside(p)) return true;
    for (let i = p + 1; i < this.end - 1; i++) if (this.tokens[i]?.key === 'of' && frontHeads.has(this.tokens[i - 1]?.key ?? '')) return true;
    return false;
  }

  /** "Russian Foreign Ministry | Sergei Lavrov": where, after what it is the head of, a person is named. */
  private personAfter(p: number): number | undefined {
    let matters = false;
    for (let i = p; i < this.end - 1; i++) {
      const [word, after] = [this.tokens[i], this.tokens[i + 1]];
      if (word?.key === 'of' && frontHeads.has(this.tokens[i - 1]?.key ?? '')) matters = true;
      if (has(word, L.Given | L.Surname | L.PlacePrefix) || !has(after, L.Given) || has(after, L.OrganisationHead)) continue;
      // "Foreign Ministry | Maria Holm", where Maria is an English word too.
      if (
        has(after, L.Word) &&
        (i + 3 !== this.end ||
          this.tokens[i + 2]?.shape !== Shape.Capital ||
          has(this.tokens[i + 2], notBorne | L.Word | L.Everyday | L.OtherHead | L.PlaceHead))
      )
        continue;
      if (i + 2 === this.end && isSchoolsTown(word, after)) continue;
      // "Ministry of Defence | Oleksii Reznikov": both of the person's names, after a matter in ordinary words.
      if (has(word, L.OrganisationHead) || (matters && plain(word) && isNameLike(word as Token) && i + 2 < this.end)) return i + 1;
    }
    return this.isHolder(p, matters) ? this.end - 1 : undefined;
  }

  /** "the head of the Ministry of Foreign Affairs | Lavrov": an unknown last word behind the institution of a state that somebody is said to be the head of. */
  private isHolder(p: number, matters: boolean): boolean {
    const [before, last] = [this.tokens[this.end - 2], this.tokens[this.end - 1]];
    if (this.end - 2 <= p || last?.shape !== Shape.Capital || last.gap !== 1 || has(last, (notBorneAfter & ~L.Registered) | L.Word | L.Everyday)) return false;
    return (matters ? plain(before) && isOffice(this.tokens[p]) : isOffice(before)) && isHeaded(this.tokens, p);
  }

  private titleInside(p: number): boolean {
    for (let i = p; i < this.end - 1; i++) {
      const t = this.tokens[i];
      if (has(t, L.Title) && has(this.tokens[i + 1], L.Given) && !plain(this.tokens[i + 1])) return true;
    }
    return false;
  }

  /**
   * Where the name after a title that begins at `p` starts: "Foreign Minister | Sergei Lavrov", "Secretary of State | Rice".
   * The run's end when it is a title without a name; undefined when `p` begins no title.
   */
  private titleEnd(p: number): number | undefined {
    let i = p;
    let titled = -1;
    while (i < this.end) {
      const t = this.tokens[i];
      if (has(t, L.Title) && !(titled >= 0 && i === this.end - 1 && has(t, L.Surname))) {
        titled = i;
        i++;
      } else if (has(t, L.TitleModifier) && i < this.end - 1 && (!has(t, L.Given) || has(this.tokens[i + 1], L.Title))) i++;
      else if ((t?.key === 'of' || t?.key === 'for' || t?.key === 'and') && i > p) i++;
      else if (i > p && has(t, L.Demonym)) i++;
      else break;
    }
    if (titled < 0) return undefined;
    // "Lord's Resistance Army": no title, since it owns what follows.
    const follower = this.tokens[titled + 1];
    if (titled + 1 < this.end && follower?.shape === Shape.Mark) return undefined;
    // "the Justice and Development party".
    if (follower?.key === 'and' && titled === p && has(this.tokens[p + 2], L.Word) && !has(this.tokens[p + 2], L.Title | L.TitleModifier | L.Given))
      return undefined;
    // "Shah Alam district", "King William County": what begins as a title does names a place.
    const behind = this.tokens[this.end];
    if (
      behind?.gap === 1 &&
      behind.shape === Shape.Lower &&
      areas.has(behind.key) &&
      has(this.tokens[titled], L.Title) &&
      crowns.has(this.tokens[titled]?.key ?? '')
    )
      return undefined;
    const ofAt = this.find('of', titled, this.end);
    if (ofAt === titled + 1) return this.nameAfterOf(ofAt);
    const rest = titled + 1;
    if (rest >= this.end) return this.end;
    const last = this.tokens[this.end - 1];
    const single = rest === this.end - 1;
    const named = has(this.tokens[rest], L.Given) && !has(this.tokens[rest], L.OrganisationHead);
    // General Assembly, Justice Department, Chief Executive Council: the head makes it an organisation.
    if (
      has(last, L.OrganisationHead | L.OrganisationSuffix | L.PlaceHead) &&
      !has(this.tokens[p], L.Honorific) &&
      !(named && !single) &&
      !(single && has(last, L.Surname | L.Given))
    )
      return undefined;
    if (has(last, L.OtherHead) && !named) return undefined;
    if (single && plain(last) && !has(this.tokens[titled], L.Honorific) && has(last, L.Everyday)) return this.end;
    return rest;
  }

  private find(key: string, from: number, to: number): number {
    for (let i = from; i < to; i++) if (this.tokens[i]?.key === key) return i;
    return -1;
  }

  /** "Minister of Defense Sergei Shoigu": matters are ordinary words, the name is not; a state's name belongs to the title. */
  private nameAfterOf(ofAt: number): number {
    for (let i = ofAt + 1; i < this.end; i++) {
      const t = this.tokens[i];
      if (t === undefined || !isNameLike(t)) continue;
      if (i > ofAt + 1 && has(t, L.Given) && !has(t, L.State | L.Title | L.TitleModifier)) return i;
      // "Secretary of State Etoni Blinken": an unknown word after a matter in ordinary words.
      if (
        i > ofAt + 1 &&
        plain(this.tokens[i - 1]) &&
        !has(this.tokens[i - 1], L.Function) &&
        !has(t, L.Word | L.Everyday) &&
        !has(t, L.State | L.Place | L.Demonym | L.Organisation | L.OrganisationHead) &&
        !has(this.tokens[this.end - 1], L.OrganisationHead)
      )
        return i;
    }
    return this.end;
  }

  /** A title without a name is no actor, but the states, bodies and places in it are: "President of Russia", "Mayor of London". */
  private titleOnly(p: number, end: number): number {
    const ofAt = this.find('of', p, end);
    const forAt = this.find('for', p, end);
    const at = ofAt < 0 ? forAt : forAt < 0 ? ofAt : Math.min(ofAt, forAt);
    if (at < 0) return end;
    const inner: Candidate[] = [];
    new Run(this.tokens, end, this.shouting, this.chunker, inner).cut(at + 1);
    // The matters of an office ("State", "Foreign Affairs") are no names; "Ministry of Energy" is.
    for (const c of inner)
      if (
        c.actors !== undefined ||
        c.entry !== undefined ||
        !this.allPlain(c) ||
        has(this.tokens[c.to], L.OrganisationHead) ||
        (c.to > c.from && isOffice(this.tokens[c.from]))
      )
        this.out.push(c);
    return end;
  }

  private allPlain(c: Candidate): boolean {
    for (let i = c.from; i <= c.to; i++) if (isNameLike(this.tokens[i] as Token) && !plain(this.tokens[i])) return false;
    return true;
  }

  /** A known name stands alone, unless what follows makes a longer organisation of it: "Bank of Russia", "New York Police Department". */
  private takeKnown(
    p: number,
    known: { readonly length: number; readonly actors?: readonly string[]; readonly entry?: GazetteerEntry },
    title: number | undefined,
  ): number {
    const entry = known.entry;
    const after = p + known.length;
    const institution = after < this.end ? this.institution(after, entry) : undefined;
    if (institution !== undefined) {
      this.emit({ from: p, to: after + institution.length - 1, entry: institution.value });
      return after + institution.length;
    }
    if (after < this.end && this.grows(p, after, known)) {
      const to = this.extent(p, false);
      if (to >= after) {
        this.emit({ from: p, to });
        return to + 1;
      }
    }
    if (known.actors === undefined && (entry?.type === 'demonym' || entry?.type === 'people'))
      return this.headed(p) && after < this.end ? this.emitRest(p) : after;
    this.emit({ from: p, to: after - 1, actors: known.actors, entry, title, whole: true });
    return Math.max(after, p + 1);
  }

  /** "US | State Department", "UN | Security Council": a known institution directly after the state or body that it belongs to. */
  private institution(after: number, owner: GazetteerEntry | undefined): PhraseMatch<GazetteerEntry> | undefined {
    if ((owner?.type !== 'state' && owner?.type !== 'body') || !has(this.tokens[after], L.Starts)) return undefined;
    const rest = this.chunker.gazetteer.names.match(this.tokens, after, this.shouting);
    const type = rest?.value.type;
    if (
      rest === undefined ||
      after + rest.length > this.end ||
      (type !== 'power' && !((type === 'organisation' || (type === 'body' && owner.type === 'body')) && rest.length > 1))
    )
      return undefined;
    // "U.S. Senate Armed Services Committee": a longer name than any list has.
    const longer = after + rest.length < this.end && has(this.tokens[this.end - 1], L.OrganisationHead) && !has(this.tokens[this.end - 1], L.Title);
    return longer ? undefined : rest;
  }

  /** "Boston | Red Sox", "Chicago | Bulls": a known club after the town it plays for. */
  private club(at: number): PhraseMatch<GazetteerEntry> | undefined {
    if (at >= this.end || !has(this.tokens[at], L.Starts)) return undefined;
    const club = this.chunker.gazetteer.names.match(this.tokens, at, this.shouting);
    if (club?.value.type !== 'organisation' || at + club.length > this.end) return undefined;
    return club.length > 1 || this.tokens[at]?.key.endsWith('s') === true ? club : undefined;
  }

  private emitRest(p: number): number {
    this.emit({ from: p, to: this.end - 1 });
    return this.end;
  }

  /** Whether the words after a known name make it part of a longer one. */
  private grows(p: number, after: number, known: { readonly actors?: readonly string[]; readonly entry?: GazetteerEntry }): boolean {
    const next = this.tokens[after];
    const last = this.tokens[this.end - 1];
    // NATO-Russia Council: the run went over the hyphen because a head ends it.
    if (next?.text === '-' || next?.text === ',' || next?.text === '&') return true;
    // "Ansar | al-Sunna", "Fatah | al-Intifada": another body than the one whose name it begins with.
    if (next !== undefined && arabic.test(next.key) && known.entry?.type === 'organisation') return true;
    if (next === undefined || this.titleInside(p)) return false;
    // "U.S. Justice Department", "UN Security Council", "US State Department": what follows is an organisation to its end.
    const owned = this.ownsRest(after, known);
    if (owned !== undefined) return owned;
    if (has(next, L.Title) && !has(next, L.OrganisationHead)) return false;
    if (has(next, L.TitleModifier) && this.findTitle(after)) return false;
    if (!isNameLike(next)) {
      // "University of California, …": the known name was the head; "Bank" of "Bank of Russia" is never a known name alone.
      const type = known.entry?.type;
      return known.actors === undefined && (type === 'organisation' || type === 'power') && (next.key === 'of' || next.key === 'for');
    }
    const type = known.entry?.type;
    if (has(last, L.OrganisationHead | L.OrganisationSuffix)) return !(has(next, L.Given) && !plain(next) && type === 'state');
    // "Trump Tower", but "Trump | White House".
    if (known.actors !== undefined) return has(last, L.PlaceHead) && this.isPlaceOfPerson(p, after, known.actors);
    // "NATO Summit", "EU Green Deal": the body is named; "U.S. Open" is another thing.
    if (has(last, L.OtherHead)) return type !== 'body' || programmes.has(last?.key ?? '');
    // "Westminster Bridge".
    if (known.entry?.type === 'power' && known.entry.housed === true && has(next, L.PlaceHead) && after === this.end - 1) return true;
    if (type === 'state' && has(next, L.PlaceHead) && after === this.end - 1) return !has(next, L.Title);
    // "New York Yankees", "San Francisco Giants": a town and its club.
    if (type === 'place' && after === this.end - 1 && has(next, L.Organisation) && next.key.endsWith('s')) return true;
    if (type === 'organisation' && has(next, L.OrganisationHead) && !has(next, L.Title)) return true;
    if (type === 'organisation' && after === this.end - 1 && isSchoolsTown(this.tokens[after - 1], next)) return true;
    if (type === 'place' || type === undefined) return has(last, L.PlaceHead);
    return type === 'other' || type === 'demonym';
  }

  /** Whether a registered person's name is only the first part of a place's. */
  private isPlaceOfPerson(p: number, after: number, actors: readonly string[]): boolean {
    const { registry, gazetteer } = this.chunker;
    if (!actors.every((id) => registry.byId.get(id)?.kind === 'person') || gazetteer.names.match(this.tokens, after, false) !== undefined) return false;
    for (let i = after; i < this.end; i++) if (has(this.tokens[i], L.Given | L.Registered | L.Calendar)) return false;
    return this.isSentence(p);
  }

  /** Whether the rest of the run after a state or a body is one of its institutions; undefined where that cannot be told. */
  private ownsRest(after: number, known: { readonly actors?: readonly string[]; readonly entry?: GazetteerEntry }): boolean | undefined {
    const type = known.entry?.type;
    if (type !== 'state' && type !== 'body') return undefined;
    const last = this.tokens[this.end - 1];
    for (let i = after + 1; i < this.end - 1; i++) if (isLink(this.tokens[i]) && frontHeads.has(this.tokens[i - 1]?.key ?? '')) return true;
    if (!has(last, L.OrganisationHead) || has(last, L.Surname | L.Given) || this.end - after < 2) return undefined;
    for (let i = after; i < this.end; i++) if (has(this.tokens[i], L.Given | L.Calendar) && !has(this.tokens[i], L.Word)) return undefined;
    return has(this.tokens[after], L.Title | L.TitleModifier) ? true : undefined;
  }

  private findTitle(from: number): boolean {
    for (let i = from; i < this.end; i++) if (has(this.tokens[i], L.Title)) return true;
    return false;
  }

  /** The last token of the name that begins at `p`. */
  private extent(p: number, titled: boolean): number {
    const t = this.tokens[p];
    // "Paris Mayor Anne Hidalgo", "Microsoft Chairman Bill Gates": a title inside ends what is before it.
    const person = titled ? undefined : this.personAfter(p);
    if (person !== undefined) return person - 1;
    for (let i = p + 1; i < this.end - 1; i++) {
      const word = this.tokens[i];
      const after = this.tokens[i + 1];
      if (
        has(word, L.Title) &&
        !has(word, L.Given | L.Surname) &&
        isNameLike(word as Token) &&
        !has(after, L.OrganisationHead | L.OtherHead | L.PlaceHead) &&
        !has(this.tokens[this.end - 1], L.OrganisationHead)
      ) {
        let start = i;
        while (start - 1 > p && has(this.tokens[start - 1], L.TitleModifier) && !has(this.tokens[start - 1], L.Given)) start--;
        return start - 1;
      }
      if (word !== undefined && has(word, L.Calendar) && !has(word, L.Given) && !isNamedMonth(this.tokens, i)) return i - 1;
      // "the Biden | White House".
      if (this.isHouse(i)) return i - 1;
      // "Biden Tells | Zelensky | U.S. Will": an abbreviated state begins a name of its own.
      if (isAbbreviatedState(word) && !this.headed(p)) return i - 1;
    }
    // "Europe Karen Donfried": a place that is no given name, then a given name.
    if (
      !titled &&
      has(t, L.State | L.Place) &&
      !has(t, L.Given | L.Surname) &&
      p + 1 < this.end &&
      has(this.tokens[p + 1], L.Given) &&
      !plain(this.tokens[p + 1]) &&
      !this.headed(p)
    )
      return p;
    const last = this.tokens[this.end - 1];
    if (this.end - 1 > p && isAbbreviatedState(last) && isNameLike(this.tokens[this.end - 2] as Token)) return this.end - 2;
    if (this.end - 1 > p && has(last, L.Title) && !has(last, L.Surname | L.Given | L.OrganisationHead) && !this.isTitleAsName(p)) {
      let to = this.end - 2;
      while (to > p && (has(this.tokens[to], L.TitleModifier) || !isNameLike(this.tokens[to] as Token))) to--;
      return to;
    }
    if (this.end - 1 > p && has(last, L.Calendar) && !has(last, L.Given) && !isNamedMonth(this.tokens, this.end - 1)) return this.end - 2;
    return this.end - 1;
  }

  /** "Julie Bishop said": in a sentence, no title in capitals stands behind a given name alone. */
  private isTitleAsName(p: number): boolean {
    const [given, last] = [this.tokens[p], this.tokens[p + 1]];
    if (p + 2 !== this.end || !has(given, L.Given) || has(given, notBorne | L.Word | L.Everyday) || last?.shape !== Shape.Capital || last.gap !== 1)
      return false;
    return has(last, L.Word) && surnamesOfTitles.has(last.key) && this.isSentence(p);
  }

  /** The run's rest is a house of power of several words. */
  private isHouse(at: number): boolean {
    if (!has(this.tokens[at], L.Starts) || at + 1 >= this.end) return false;
    const found = this.chunker.gazetteer.names.match(this.tokens, at, this.shouting);
    return found?.value.type === 'power' && found.value.housed === true && at + found.length === this.end;
  }

  private isAdjective(at: number): boolean {
    const [before, t, next] = [tokenAt(this.tokens, at - 1), this.tokens[at], this.tokens[at + 1]];
    if (before === undefined || !isNameLike(before) || plain(before) || has(before, L.Direction) || (t?.text.length ?? 0) < 4) return false;
    return (
      has(t, L.Demonym | L.NoName) &&
      !has(t, L.Given | L.Surname | L.Organisation | L.OrganisationHead) &&
      next?.shape === Shape.Lower &&
      next.gap === 1 &&
      !has(next, L.Function | L.Saying)
    );
  }

  private emit(candidate: Candidate & { readonly whole?: boolean }): void {
    let { to } = candidate;
    // The possessive of Moody's and McDonald's is the name's.
    // And the small noun of "Palestinian territories" is.
    const own = (candidate.entry !== undefined || candidate.actors !== undefined) && (this.tokens[to]?.key === 's' || candidate.whole === true);
    while (!own && to > candidate.from && !isNameLike(this.tokens[to] as Token) && this.tokens[to]?.shape !== Shape.Number && this.tokens[to]?.text !== 'I')
      to--;
    // "Siegfried Offline Siegfried": a page's furniture between a name and itself.
    if (to > candidate.from + 1 && candidate.actors === undefined && this.tokens[to]?.key === this.tokens[candidate.from]?.key) to = candidate.from;
    const { from, actors, entry, title } = candidate;
    // "the Neve Oren Jewish | settlement": an adjective of what follows in small letters.
    if (entry === undefined && actors === undefined && to > from && to === this.end - 1 && this.isAdjective(to)) to--;
    this.out.push({ from, to, actors, entry, title });
  }
}
