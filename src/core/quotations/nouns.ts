/** Nouns that ascribe what stands behind them: "his claim that …", "plans to …", "criticism of …". */
import type { Manner } from './types';

export interface NounClass {
  readonly name: string;
  readonly manner: Manner;
  /** "that …" may follow. */
  readonly that: boolean;
  /** "to …" may follow. */
  readonly infinitive: boolean;
  readonly prepositions: string;
  readonly nouns: string;
}

export const nounClasses: readonly NounClass[] = [
  {
    name: 'statement-noun',
    manner: 'says',
    that: true,
    infinitive: false,
    prepositions: 'of about on',
    nouns:
      'claim assertion allegation statement remark comment announcement argument accusation warning admission acknowledgement acknowledgment confirmation denial suggestion insinuation contention observation insistence reminder ' +
      'declaration revelation disclosure testimony message assurance complaint prediction forecast report rumour rumor speculation conclusion finding ruling reply response mention description characterization characterisation account',
  },
  {
    name: 'belief-noun',
    manner: 'thinks',
    that: true,
    infinitive: false,
    prepositions: 'of about in on',
    nouns:
      'belief view opinion fear concern worry hope doubt suspicion feeling conviction expectation confidence idea notion theory perception understanding impression assumption estimate faith skepticism scepticism disappointment frustration anger outrage',
  },
  {
    name: 'intention-noun',
    manner: 'wants',
    that: true,
    infinitive: true,
    prepositions: 'for of',
    nouns:
      'plan promise pledge vow proposal offer threat decision demand request call desire wish intention determination commitment willingness refusal appeal recommendation invitation ambition eagerness readiness',
  },
  {
    name: 'judgement-noun',
    manner: 'judges',
    that: false,
    infinitive: false,
    prepositions: 'of for to against on about',
    nouns:
      'criticism condemnation praise support opposition endorsement rejection admiration attack endorsement critique disdain contempt enthusiasm backing disapproval approval rebuke denunciation mockery',
  },
];

/** Words for somebody of no name: what the reader is told of the origin is that it is withheld, or a kind of people. */
export const anonymousHeads = new Set(
  (
    'source sources official officials critic critics analyst analysts expert experts observer observers insider insiders people person many some others most few several those everyone someone nobody everybody ' +
    'eyewitness eyewitnesses witness witnesses residents resident locals scholars scholar researchers scientists economists historians politicians lawmakers diplomats activists voters opponents supporters proponents ' +
    'advocates authorities reporters journalists media westerners investigators pundits users commentators one'
  ).split(' '),
);

/** Words for what says something in writing. */
export const documentHeads = new Set(
  (
    'statement statements report reports study studies survey surveys poll polls document documents letter letters memo memorandum release communique communiqué article articles paper papers book books email emails e-mail message ' +
    'text texts note notes post posts tweet tweets headline headlines ad ads advertisement filing filings lawsuit complaint indictment affidavit transcript transcripts record records data figures numbers statistics ' +
    'treaty agreement charter resolution law bill constitution act order ruling opinion analysis review findings website page site video film documentary column editorial story press-release announcement declaration commentary ' +
    'readout summary files leak leaks publication manifesto'
  ).split(' '),
);

/** Words for one person by function: they may point back at somebody named. */
export const personHeads = new Set(
  (
    'diplomat politician minister president premier chancellor spokesman spokeswoman spokesperson secretary senator congressman congresswoman governor mayor official analyst expert researcher scientist professor economist historian ' +
    'lawyer attorney judge prosecutor sheriff chief leader head director chairman chairwoman chair commissioner general colonel admiral officer commander author writer journalist reporter editor correspondent columnist blogger activist ' +
    'lawmaker legislator representative ambassador envoy negotiator interlocutor speaker candidate nominee scholar specialist agent doctor physician strategist adviser advisor aide deputy man woman actor actress singer businessman ' +
    'businesswoman executive ceo coach player pope bishop king queen prince princess mother father son daughter brother sister wife husband widow scientist engineer teacher student driver farmer owner founder politologist publicist'
  ).split(' '),
);
