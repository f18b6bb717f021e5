/**
 * The verbs that ascribe something to somebody, by what they take as their complement. The classes follow the verb classes of
 * Levin (English Verb Classes and Alternations, 1993: 29, 31, 32, 33, 37, 62) and the layers of PARC 3, which counts
 * beliefs, wishes and judgements among attributions as well as speech.
 */
import type { Manner } from './types';

/** What may stand behind the verb as its content. */
export const enum Takes {
  /** "that it was late" */
  That = 1 << 0,
  /** "it was late" */
  Clause = 1 << 1,
  /** "whether it was late", "how late it was" */
  Wh = 1 << 2,
  /** "“It is late”"; also a quotation before it: "“It is late,” she said" */
  Quote = 1 << 3,
  /** What was said comes first: "It was late, she said" */
  Behind = 1 << 4,
  /** "the delay" */
  Thing = 1 << 5,
  /** "to go" */
  Infinitive = 1 << 6,
  /** "going" */
  Gerund = 1 << 7,
  /** Somebody spoken to comes first and is no part of it: "told him (that …)" */
  Hearer = 1 << 8,
  /** Somebody comes first and is a part of it: "urged him to go" */
  Object = 1 << 9,
  /** "called it late", "saw it as late": nothing without the complement behind the thing. */
  As = 1 << 10,
  /** A passive of it without a source is an attribution all the same: "is expected to". */
  Passive = 1 << 11,
  /** It takes hardly anything but statements, so that a clause behind it may be long before its verb. */
  Strong = 1 << 12,
  /** "with the minister", "to reporters" may stand before "about". */
  Partner = 1 << 13,
}

export interface VerbClass {
  readonly name: string;
  readonly manner: Manner;
  readonly takes: number;
  /** Prepositions behind which the content begins: "called for …". */
  readonly prepositions?: string;
  /** Base forms; a particle behind a plus sign ("point+out"). */
  readonly verbs: string;
}

const speech = Takes.That | Takes.Clause | Takes.Wh | Takes.Quote | Takes.Behind;

/** The frames of one verb are tried in the order of the table. */
export const verbClasses: readonly VerbClass[] = [
  { name: 'say', manner: 'says', takes: speech | Takes.Thing | Takes.Strong, prepositions: 'of', verbs: 'say' },
  {
    name: 'state',
    manner: 'says',
    takes: speech | Takes.Thing | Takes.Strong,
    verbs:
      'state declare announce claim assert allege confirm repeat reiterate report note explain reveal disclose concede admit acknowledge affirm reaffirm proclaim recount restate stress emphasize emphasise underline ' +
      'underscore highlight clarify specify point+out recall mention spell+out set+out make+clear relay retell recap',
  },
  {
    name: 'assert',
    manner: 'says',
    takes: speech | Takes.Strong,
    prepositions: 'about of',
    verbs:
      'argue insist maintain contend testify remark observe complain boast brag joke quip hint suggest imply indicate signal swear opine posit reason theorize theorise speculate predict forecast conclude reckon attest ' +
      'surmise counsel bemoan lament gripe grumble crow gloat confide fret enthuse rave add reply respond',
  },
  {
    name: 'utter',
    manner: 'says',
    takes: Takes.That | Takes.Quote | Takes.Behind,
    verbs:
      'continue retort counter answer exclaim shout yell scream whisper mutter murmur cry sigh snap interject chime+in begin go+on muse ponder wonder inquire query demand plead beg tease deadpan chant sing ' +
      'recite interrupt gush rant thunder fume intone bark growl hiss stammer mumble marvel object protest chuckle laugh scoff sneer shoot+back hit+back fire+back rejoin butt+in sum+up caution agree concur offer put+it',
  },
  { name: 'write', manner: 'says', takes: speech | Takes.Strong, prepositions: 'about of', verbs: 'write tweet' },
  { name: 'post', manner: 'says', takes: Takes.That | Takes.Quote | Takes.Behind, verbs: 'retweet post publish read blog' },
  {
    name: 'tell',
    manner: 'says',
    takes: Takes.That | Takes.Clause | Takes.Wh | Takes.Quote | Takes.Behind | Takes.Hearer | Takes.Infinitive | Takes.Strong,
    prepositions: 'about of',
    verbs: 'tell inform remind notify assure reassure advise brief convince persuade',
  },
  {
    name: 'warn',
    manner: 'says',
    takes: Takes.That | Takes.Clause | Takes.Quote | Takes.Behind | Takes.Hearer | Takes.Infinitive | Takes.Strong,
    prepositions: 'of about against',
    verbs: 'warn caution alert',
  },
  {
    name: 'ask',
    manner: 'says',
    takes: Takes.Wh | Takes.Quote | Takes.Behind | Takes.Hearer | Takes.Infinitive,
    prepositions: 'about for',
    verbs: 'ask question press grill quiz query',
  },
  {
    name: 'call-on',
    manner: 'wants',
    takes: Takes.Object | Takes.Quote | Takes.That,
    verbs: 'urge implore beseech exhort beg encourage call+on call+upon instruct order command request invite challenge entreat pressure press advise ask',
  },
  { name: 'call-for', manner: 'wants', takes: 0, prepositions: 'for', verbs: 'call push argue appeal lobby press plead advocate ask' },
  { name: 'call', manner: 'judges', takes: Takes.Thing | Takes.As, verbs: 'call label brand dub term deem declare pronounce nickname' },
  {
    name: 'describe',
    manner: 'judges',
    takes: Takes.Thing | Takes.Passive,
    verbs: 'describe characterize characterise portray depict cite dismiss hail liken compare',
  },
  { name: 'see-as', manner: 'judges', takes: Takes.As | Takes.Passive, verbs: 'paint cast regard view see perceive treat frame rate rank' },
  {
    name: 'think',
    manner: 'thinks',
    takes: Takes.That | Takes.Clause | Takes.Quote | Takes.Behind | Takes.Passive | Takes.Strong,
    prepositions: 'of about',
    verbs: 'think believe suppose guess suspect presume assume figure imagine feel hypothesize hypothesise bet',
  },
  { name: 'believe-in', manner: 'thinks', takes: 0, prepositions: 'in', verbs: 'believe trust' },
  {
    name: 'know',
    manner: 'thinks',
    takes: Takes.That | Takes.Clause | Takes.Wh,
    prepositions: 'about',
    verbs: 'know understand realize realise recognize recognise remember forget accept learn discover appreciate',
  },
  {
    name: 'expect',
    manner: 'thinks',
    takes: Takes.That | Takes.Clause | Takes.Thing | Takes.Infinitive | Takes.Passive | Takes.Behind,
    verbs: 'expect anticipate estimate project envision envisage calculate predict forecast foresee',
  },
  { name: 'consider', manner: 'thinks', takes: Takes.Thing | Takes.Gerund | Takes.Wh | Takes.Passive, verbs: 'consider contemplate mull reconsider' },
  {
    name: 'doubt',
    manner: 'thinks',
    takes: Takes.That | Takes.Clause | Takes.Wh | Takes.Thing | Takes.Infinitive,
    prepositions: 'about over',
    verbs: 'doubt fear worry dread regret',
  },
  { name: 'deny', manner: 'says', takes: Takes.That | Takes.Clause | Takes.Thing | Takes.Quote | Takes.Behind, verbs: 'deny dispute' },
  {
    name: 'hope',
    manner: 'wants',
    takes: Takes.That | Takes.Clause | Takes.Infinitive | Takes.Behind,
    prepositions: 'for',
    verbs: 'hope wish pray long yearn dream',
  },
  { name: 'want', manner: 'wants', takes: Takes.Infinitive | Takes.Thing, verbs: 'want desire prefer demand' },
  {
    name: 'intend',
    manner: 'wants',
    takes: Takes.Infinitive | Takes.Gerund,
    prepositions: 'on',
    verbs:
      'intend plan aim aspire opt choose decide elect decline refuse threaten vow pledge promise swear volunteer consent resolve offer seek hesitate agree commit undertake propose',
  },
  {
    name: 'pledge',
    manner: 'says',
    takes: Takes.That | Takes.Clause | Takes.Quote | Takes.Behind | Takes.Thing,
    verbs: 'pledge promise vow threaten propose recommend',
  },
  { name: 'require', manner: 'wants', takes: Takes.That, verbs: 'require mandate dictate stipulate guarantee advocate' },
  {
    name: 'decide',
    manner: 'thinks',
    takes: Takes.That | Takes.Wh,
    prepositions: 'on against',
    verbs: 'decide determine rule agree vote resolve establish ascertain deduce infer hold judge',
  },
  { name: 'rule', manner: 'thinks', takes: Takes.Clause, verbs: 'decide determine rule agree deduce infer' },
  { name: 'show', manner: 'shows', takes: Takes.That | Takes.Clause | Takes.Wh, verbs: 'show find demonstrate illustrate prove document reflect' },
  { name: 'show', manner: 'shows', takes: Takes.Thing, verbs: 'show demonstrate illustrate document detail reflect' },
  {
    name: 'judge',
    manner: 'judges',
    takes: Takes.Thing | Takes.Gerund | Takes.Passive,
    verbs:
      'criticize criticise condemn denounce blast slam attack rip assail blame praise laud hail applaud commend salute thank congratulate fault lambaste lambast chastise castigate deride mock ridicule scorn ' +
      'disparage decry deplore rebuke reprimand scold chide censure belittle insult taunt berate bash excoriate trash malign disavow denigrate vilify demonize demonise defend support oppose endorse favor favour ' +
      'reject dismiss disown rebut refute debunk question challenge contest downplay exaggerate overstate understate tout extol welcome bemoan lament mourn admire despise resent distrust mistrust',
  },
  { name: 'accuse', manner: 'judges', takes: Takes.Thing, verbs: 'accuse' },
  {
    name: 'discuss',
    manner: 'says',
    takes: Takes.Thing | Takes.Wh | Takes.Gerund,
    verbs: 'discuss debate outline mention cite invoke reference express voice articulate convey echo quote advocate lay+out bring+up touch+on',
  },
  {
    name: 'speak-of',
    manner: 'says',
    takes: Takes.Partner,
    prepositions: 'about of on against',
    verbs: 'speak talk comment complain rail elaborate focus inquire joke lie react weigh+in speak+out',
  },
  { name: 'suggest', manner: 'says', takes: Takes.Gerund, verbs: 'suggest recommend propose deny admit advocate mention acknowledge' },
  { name: 'refer-to', manner: 'says', takes: 0, prepositions: 'to', verbs: 'allude refer object point respond testify react' },
] as const;

const irregular: Readonly<Record<string, readonly [past: string, participle: string]>> = {
  say: ['said', 'said'], tell: ['told', 'told'], write: ['wrote', 'written'], read: ['read', 'read'], make: ['made', 'made'], think: ['thought', 'thought'], know: ['knew', 'known'], understand: ['understood', 'understood'],
  feel: ['felt', 'felt'], hold: ['held', 'held'], find: ['found', 'found'], see: ['saw', 'seen'], swear: ['swore', 'sworn'], speak: ['spoke', 'spoken'], bring: ['brought', 'brought'], begin: ['began', 'begun'],
  go: ['went', 'gone'], shoot: ['shot', 'shot'], hit: ['hit', 'hit'], forget: ['forgot', 'forgotten'], foresee: ['foresaw', 'foreseen'], teach: ['taught', 'taught'], sing: ['sang', 'sung'], lay: ['laid', 'laid'],
  set: ['set', 'set'], choose: ['chose', 'chosen'], seek: ['sought', 'sought'], strive: ['strove', 'striven'], bet: ['bet', 'bet'], cast: ['cast', 'cast'], rend: ['rent', 'rent'], show: ['showed', 'shown'], retell: ['retold', 'retold'],
  forbid: ['forbade', 'forbidden'], undertake: ['undertook', 'undertaken'], dream: ['dreamt', 'dreamt'],
}; // prettier-ignore

/** Verbs of more than one syllable whose last consonant doubles; shorter ones double by rule. */
const doubling = new Set('quip admit commit concur infer refer permit regret rebut deter submit'.split(' '));

export const enum Form {
  Base = 1,
  Third = 2,
  Past = 4,
  Participle = 8,
  Gerund = 16,
}

/** The inflected forms of a verb's base form. */
export function formsOf(base: string): readonly (readonly [form: string, bits: number])[] {
  const doubled = doubling.has(base) || /^[^aeiou]*[aeiou][bdgmnprt]$/.test(base) ? base + base.slice(-1) : base;
  const stem = base.endsWith('e') ? base.slice(0, -1) : doubled;
  const consonantY = /[^aeiou]y$/.test(base);
  const past = consonantY ? `${base.slice(0, -1)}ied` : `${stem}ed`;
  const third = consonantY ? `${base.slice(0, -1)}ies` : /(?:s|sh|ch|x|z|o)$/.test(base) ? `${base}es` : `${base}s`;
  const gerund = base.endsWith('ie') ? `${base.slice(0, -2)}ying` : /(?:ee|ye|oe)$/.test(base) ? `${base}ing` : `${stem}ing`;
  const [pastForm, participle] = irregular[base] ?? [past, past];
  return [
    [base, Form.Base],
    [third, Form.Third],
    [pastForm, Form.Past],
    [participle, Form.Participle],
    [gerund, Form.Gerund],
  ];
}
