/**
 * What the comparison knows of English words: which carry no content, which say the same in news prose, which report.
 * Small and general on purpose; each line of a table is one group, and the first word names it.
 */

/** Words that stand in every text: they count little where wordings are weighed. */
export const functionWords: ReadonlySet<string> = new Set(
  (
    'a an the this that these those there here it its he she they we you i his her their our my your him them us me himself herself itself themselves ' +
    'who whom whose which what where when how why whether if than then so as of in on at by for from to with without into onto upon over under about between among through during ' +
    'after before since until against within across along around near off out up down and or but nor yet because while although though however also too very just only even still ' +
    'again is are was were be been being am do does did done doing has have had having will would shall should can could may might must not no any some all both each every either ' +
    'neither other another such own same more most less least much many few several one ones s t d ll re ve m now once ever never already per via amid toward towards ' +
    'mr mrs ms dr etc'
  ).split(' '),
);

export const negations: ReadonlySet<string> = new Set('not no never none neither nor without cannot nobody nothing hardly'.split(' '));

/** Groups of words that report speech, with what the choice of one says: what an outlet makes of "said". */
export type CueTone = 'plain' | 'insisting' | 'doubting' | 'conceding' | 'accusing' | 'denying';
const reporting: Readonly<Record<CueTone, string>> = {
  plain:
    'say says said tell tells told state states stated add adds added note notes noted remark remarked comment commented announce announced declare declared explain explained report reported write wrote ' +
    'recall recalled clarify clarified mention mentioned point pointed inform informed describe described outline outlined specify specified reply replied respond responded answer answered repeat repeated reiterate reiterated continue continued speak spoke quote quoted',
  insisting:
    'insist insisted stress stressed emphasize emphasized emphasise emphasised underline underlined underscore underscored reaffirm reaffirmed reassert reasserted affirm affirmed assure assured confirm confirmed vow vowed warn warned maintain maintained assert asserted argue argued',
  doubting: 'claim claims claimed allege alleges alleged purport purported profess professed suggest suggested opine opined believe believed',
  conceding: 'admit admits admitted concede conceded acknowledge acknowledged confess confessed recognize recognized recognise recognised reveal revealed',
  accusing: 'accuse accused blame blamed condemn condemned denounce denounced slam slammed blast blasted decry decried threaten threatened lash lashed',
  denying: 'deny denies denied reject rejected refute refuted dismiss dismissed rebuff rebuffed',
};

/** The tone of a word that reports; undefined for any other word. */
export const cueTones: ReadonlyMap<string, CueTone> = new Map(
  Object.entries(reporting).flatMap(([tone, words]) => words.split(' ').map((word) => [word, tone as CueTone] as const)),
);

/** Words for which news has another that means the same; a line a group, the first its name. Inflections come of the stem. */
const synonyms: readonly string[] = [
  'buy purchase acquire bought acquisition',
  'rise rose risen climb gain jump increase surge grow grew grown soar rally advance higher',
  'fall fell fallen drop decline slip decrease tumble slide slid plunge sink sank lose lost lower dip shed',
  'company firm business corporation enterprise',
  'kill dead die death slay slain fatal',
  'begin began begun start launch commence open opening',
  'end finish conclude complete close ended',
  'big large huge massive major great considerable significant',
  'lawyer attorney counsel',
  'show indicate demonstrate reveal suggest',
  'help aid assist support assistance',
  'allow permit let enable',
  'stop halt cease suspend prevent block',
  'get receive obtain got gotten win won',
  'ask request seek sought demand urge call',
  'plan intend aim expect intention anticipate',
  'talk discuss conversation negotiation consultation discussion dialogue talks meet meeting met gather gathering gathered summit session',
  'policy course approach strategy line',
  'restore re-build rebuild revive recreate re-establish reestablish return',
  'determination resolve readiness commitment willingness',
  'detriment expense cost damage harm',
  'strong robust firm tough',
  'clear clearly defined distinct',
  'quick swift rapid fast prompt speedy',
  'severe serious harsh grave',
  'consequence result outcome repercussion',
  'country nation state',
  'head chief leader boss chair chairman chairwoman chairperson',
  'police officer cop authority',
  'child kid youth minor',
  'woman lady female girl',
  'man male boy guy',
  'car vehicle auto automobile',
  'home house residence',
  'job post position',
  'worker employee staff personnel',
  'money fund cash funding',
  'price cost',
  'share stock equity',
  'profit earning income earnings',
  'sale revenue turnover',
  'percent pct',
  'include contain comprise',
  'attack assault strike raid bombing',
  'war conflict hostility fighting',
  'troop soldier force military army',
  'agree agreement deal accord pact',
  'decide decision rule ruling',
  'injure wound hurt injury',
  'arrest detain custody',
  'flee fled escape',
  'choose chose chosen pick select elect',
  'build construct built erect',
  'former ex one-time onetime previous',
  'current present existing',
  'late recent last latest past',
  'need require must necessary',
  'want wish desire',
  'make made produce create manufacture',
  'give gave given provide grant offer supply deliver',
  'take took taken seize',
  'send sent dispatch',
  'leave left depart exit',
  'hold held keep kept retain maintain',
  'try tried attempt effort',
  'change alter amend modify shift',
  'problem issue matter question',
  'approve approved pass back endorse',
  'law legislation act bill statute',
  'vote ballot poll',
  'investigate probe inquiry investigation examine',
  'doctor physician',
  'drug medicine medication',
  'illness disease sickness',
  'area region district zone',
  'north northern',
  'south southern',
  'east eastern',
  'west western',
  'build-up buildup',
  'test trial exam',
  'believe think thought feel felt view',
  'hit struck struck',
  'around approximately roughly nearly almost',
  'annual yearly',
  'statement release communique declaration',
  'spokesman spokeswoman spokesperson',
  'danger threat risk hazard',
  'safe secure security safety',
  'free release liberate freed',
  'speak spoke spoken address speech',
  'see saw seen watch',
  'know knew known aware',
  'cut reduce slash reduction',
  'delay postpone defer',
  'cancel scrap abandon drop',
  'join unite united',
  'oppose reject refuse rejected resist',
  'use used employ utilize',
  'old aged elderly',
  'file filed lodge submit submitted',
  'damage destroy wreck destroyed ruin',
  'month monthly',
  'quarter quarterly',
  'film movie picture',
  'worldwide global international',
  'internet web online',
  'near close nearby',
];
export const synonymGroups: ReadonlyMap<string, string> = new Map(
  synonyms.flatMap((line) => {
    const [name = '', ...others] = line.split(' ');
    return [name, ...others].map((word) => [word, name] as const);
  }),
);

/** Irregular forms of frequent verbs and nouns, and spellings that a stem does not unite; folded form to lemma. */
export const lemmas: ReadonlyMap<string, string> = new Map(
  (
    'said:say says:say told:tell spoke:speak spoken:speak wrote:write written:write met:meet held:hold made:make took:take taken:take gave:give given:give went:go gone:go came:come saw:see seen:see ' +
    'knew:know known:know thought:think brought:bring bought:buy sold:sell sent:send left:leave lost:lose won:win paid:pay led:lead rose:rise risen:rise fell:fall fallen:fall grew:grow grown:grow ' +
    'began:begin begun:begin became:become found:find felt:feel kept:keep built:build stood:stand understood:understand ran:run put:put cut:cut shot:shoot fought:fight caught:catch taught:teach ' +
    'chose:choose chosen:choose broke:break broken:break drove:drive driven:drive hid:hide hidden:hide flew:fly flown:fly threw:throw thrown:throw struck:strike sank:sink sunk:sink swore:swear ' +
    'sought:seek spent:spend lent:lend heard:hear meant:mean dealt:deal got:get gotten:get died:die dying:die lay:lie lain:lie withdrew:withdraw withdrawn:withdraw ' +
    'men:man women:woman children:child people:person feet:foot better:good best:good worse:bad worst:bad ' +
    'pct:percent jan:january feb:february mar:march apr:april jun:june jul:july aug:august sep:september sept:september oct:october nov:november dec:december ' +
    'mon:monday tue:tuesday tues:tuesday wed:wednesday thu:thursday thurs:thursday fri:friday sat:saturday sun:sunday ' +
    'sen:senator gov:governor gen:general rep:representative pres:president prof:professor st:saint co:company corp:corporation inc:incorporated ltd:limited govt:government dept:department ' +
    'two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 thirteen:13 fourteen:14 fifteen:15 sixteen:16 seventeen:17 eighteen:18 nineteen:19 twenty:20 thirty:30 forty:40 fifty:50 ' +
    'first:1st second:2nd third:3rd fourth:4th fifth:5th sixth:6th seventh:7th eighth:8th ninth:9th tenth:10th ' +
    'defence:defense offence:offense licence:license programme:program grey:gray tyre:tire cheque:check centre:center theatre:theater metre:meter kilometre:kilometer litre:liter ' +
    // The people and the adjective go with their state, as far as their words do not begin alike.
    'russian:russia russians:russia chinese:china french:france german:germany germans:germany turkish:turkey turks:turkey polish:poland poles:poland dutch:netherlands spanish:spain swedish:sweden danish:denmark finnish:finland greek:greece ' +
    'greeks:greece swiss:switzerland irish:ireland scottish:scotland welsh:wales iraqi:iraq iraqis:iraq israeli:israel israelis:israel iranian:iran iranians:iran syrian:syria syrians:syria afghan:afghanistan afghans:afghanistan saudi:saudi ' +
    'kurdish:kurds serbian:serbia serbs:serbia cuban:cuba cubans:cuba korean:korea koreans:korea indian:india indians:india japanese:japan european:europe europeans:europe libyan:libya kremlin:russia ' +
    'usa:us america:us american:us americans:us britain:uk british:uk'
  )
    .split(' ')
    .map((entry) => {
      const [form = '', lemma = ''] = entry.split(':');
      return [form, lemma] as const;
    }),
);

/**
 * Words that judge while they name. Where one of them takes the place of a word that is none, or comes in, readers want to
 * see it at once. A list says how wordings differ, never which is right.
 */
export const loadedWords: ReadonlySet<string> = new Set(
  (
    'regime junta puppet clique thug henchman henchmen cronies crony mouthpiece propaganda propagandist fake fakes hoax lie lies lied liar smear hysteria hysterical russophobic russophobia warmonger warmongering ' +
    'aggression aggressor aggressive invasion invade invaded occupation occupier annexation annex annexed provocation provocative blackmail ultimatum threat threaten threatened menace menacing saber-rattling ' +
    'terrorist terrorism terror extremist extremism radical fanatic militant insurgent separatist rebel mercenary nazi neo-nazi fascist genocide massacre slaughter carnage atrocity barbaric brutal brutality savage ruthless ' +
    'crackdown purge witch-hunt scandal scandalous shameful disgraceful outrageous absurd ridiculous laughable ludicrous baseless groundless unfounded unsubstantiated spurious so-called alleged allegedly supposed supposedly purported purportedly ostensibly ' +
    'notorious infamous corrupt illegal illegitimate unlawful rogue pariah tyrant tyranny dictator dictatorship despot autocrat autocratic strongman oligarch cabal elites deep-state ' +
    'inflame inflamed escalate escalating fuel fueled stoke stoked whip whipped pump pumped pumping inflate inflated impose imposed dictate squeeze squeezed contain swift massive dire devastating catastrophic disastrous crippling reckless cynical hypocritical hypocrisy arrogant ' +
    'humiliating humiliation capitulate capitulation surrender appease appeasement betray betrayal treason treasonous stab traitor hero heroic martyr liberation liberate liberated peacekeeper freedom-fighter historic unprecedented triumph triumphant'
  ).split(' '),
);
