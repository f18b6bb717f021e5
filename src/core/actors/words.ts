/**
 * The closed classes of English that the rules go by, as bits of one look-up.
 * Open classes (given names, places, ordinary words, roles) come from the gazetteer.
 */
export const enum Lexicon {
  /** Among the seven thousand commonest English words that are not names. */
  Everyday = 1 << 0,
  /** An English word in lower case. */
  Word = 1 << 1,
  Given = 1 << 2,
  Surname = 1 << 3,
  Place = 1 << 4,
  State = 1 << 5,
  /** Russian, European, Kurdish. */
  Demonym = 1 << 6,
  /** Russians, Europeans. */
  People = 1 << 7,
  /** Stands before a name: President, Mr., Foreign Minister. */
  Title = 1 << 8,
  /** Stands before a title: Prime, Deputy, former. */
  TitleModifier = 1 << 9,
  OrganisationHead = 1 << 10,
  /** Inc, Ltd, GmbH. */
  OrganisationSuffix = 1 << 11,
  PlaceHead = 1 << 12,
  /** Lake, Mount, Fort before the name proper. */
  PlacePrefix = 1 << 13,
  /** Head of what is no actor: War, Treaty, Cup, Act. */
  OtherHead = 1 << 14,
  /** A kind of person in lower case: striker, spokeswoman. */
  Role = 1 << 15,
  /** Said, told, denied: what somebody who acts does. */
  Saying = 1 << 16,
  LocativePreposition = 1 << 17,
  /** Months, days, feasts. */
  Calendar = 1 << 18,
  /** Capitalised, yet neither actor nor place: faiths, languages, ideologies. */
  NoName = 1 << 19,
  /** de, von, bin, al-. */
  Particle = 1 << 20,
  /** Articles, pronouns, prepositions, conjunctions, auxiliaries: never the first word of a name. */
  Function = 1 << 21,
  Organisation = 1 << 22,
  /** north, western, central: direction words that may begin a place's name. */
  Direction = 1 << 23,
  /** Group, party, company in lower case beside a name. */
  OrganisationNoun = 1 << 24,
  /** City, province, river in lower case beside a name. */
  PlaceNoun = 1 << 25,
  Honorific = 1 << 26,
  /** A head that needs its demonym to name one thing: Foreign Ministry, Parliament, Air Force. */
  NationalHead = 1 << 27,
  /** Brother, wife, mother, son. */
  Kin = 1 << 28,
  /** A single-word form of an actor in the registry. */
  Registered = 1 << 29,
  /** First word of a name in the gazetteer. */
  Starts = 1 << 30,
  /** First word of a name in the registry: most words begin none, and are looked for in neither. */
  StartsRegistered = 1 << 31,
}

/** Each list is one class; a word may be in several. */
const lists: readonly (readonly [Lexicon, string])[] = [
  [
    Lexicon.Function,
    `a an the this that these those my your his her its our their whose which what who whom when where why how whether while whereas if though although because since until unless
     after before during within without despite among amongst between toward towards against through throughout across behind beyond above below beneath beside besides under over into
     onto upon from with about around along near off out up down for to of in on at by as per via than then there here now once too also only just even still yet already soon later never
     ever always often sometimes perhaps maybe rather quite very much many more most less least few several some any no not nor neither either both each every all another other others such
     same own i you he she it we they me him them us yours hers ours theirs myself himself herself itself themselves someone somebody something anyone anybody anything everyone everybody
     everything nobody nothing is are was were be been being am has had have having do does did done doing can could may might must shall should will would ought cannot and or but so however
     moreover furthermore therefore thus hence meanwhile otherwise instead nevertheless nonetheless unlike like except including according earlier yesterday today tomorrow tonight yes ok okay
     hi hello hey thanks please sorry oh ah let's i'm i've i'll it's he's she's we're they're you're that's there's don't didn't can't won't isn't wasn't aren't doesn't i'd we've you've
     elsewhere additionally subsequently recently currently originally initially finally eventually previously following given asked based born located founded later early late last next first second third
     one two three four five six seven eight nine ten eleven twelve`,
  ],
  [Lexicon.LocativePreposition, `in at near outside inside around throughout across into within from to toward towards via beyond`],
  [
    Lexicon.Honorific,
    `mr mr. mrs mrs. ms ms. miss mx dr dr. sir dame lord lady prof prof. professor messrs messrs. madame monsieur herr senor mme sen sen. sens sens. rep rep. reps reps. gov gov. govs govs. gen gen. col col. lt lt. capt capt. sgt sgt.
     maj maj. adm adm. cmdr cmdr. brig brig. hon hon. rev rev. fr. supt supt. cpl cpl. pvt pvt. pres pres.`,
  ],
  [
    Lexicon.Title,
    `mr mr. mrs mrs. ms ms. miss mx dr dr. sir dame lord lady prof prof. professor messrs messrs. madame monsieur herr senor mme sen sen. sens sens. rep rep. reps reps. gov gov. govs govs. gen gen. col col. lt lt. capt capt. sgt sgt.
     maj maj. adm adm. cmdr cmdr. brig brig. hon hon. rev rev. fr. supt supt. cpl cpl. pvt pvt. pres pres.
     lieutenant-general attorney-general brigadier-general major-general lieutenant-colonel under-secretary undersecretary inspector-general sergeant-major secretary-treasurer coroner engineer taoiseach tanaiste foreign-minister
     chairman-in-office chairperson-in-office commander-in-chief editor-in-chief president president-elect vice-president premier chancellor minister secretary secretary-general senator congressman congresswoman undersecretary-general chancellor-designate minister-designate president-designate representative governor governor-general mayor judge justice
     shah mufti caliph king queen prince princess emperor empress sultan emir sheikh sheik ayatollah imam mullah maulana maulvi pope cardinal archbishop bishop patriarch father sister brother rabbi reverend pastor deacon chaplain
     general colonel captain major lieutenant sergeant corporal private admiral vice-admiral commander commodore marshal brigadier ambassador envoy chairman chairwoman chairperson chair director director-general
     commissioner spokesman spokeswoman spokesperson speaker deputy delegate leader chief coach manager inspector detective officer constable sheriff attorney lawyer prosecutor analyst economist editor
     correspondent reporter journalist author actor actress singer founder ceo cfo tsar czar kaiser duke duchess count countess baron baroness earl marquis viscount uncle aunt pm congressman
     councillor councilman councilwoman alderman lawmaker candidate astronaut cosmonaut principal dean provost chancellor rector warlord superintendent trooper coordinator administrator adviser advisor
     striker midfielder defender goalkeeper quarterback pitcher guitarist drummer bassist vocalist host democrat republican democrats republicans`,
  ],
  [
    Lexicon.TitleModifier,
    `prime foreign vice deputy first defence defense interior finance justice chief senior former ex acting assistant under associate attorney brigadier lieutenant major rear air field high lead press
     state special national security trade oil energy health education environment agriculture home labor labour transport economy culture information intelligence police military opposition parliamentary
     cabinet district lance crown grand supreme wing squadron master staff executive managing general secretary external internal permanent honorary then current outgoing incoming late veteran retired political chief financial
     operating principal regional party majority minority house senate white homeland democratic republican conservative liberal labor presidential vice-presidential undersecretary co foreign-policy`,
  ],
  [
    Lexicon.OrganisationHead,
    `images ministry department agency bureau office council commission committee subcommittee parliament congress senate assembly legislature court tribunal party union league federation confederation association
     organisation organization alliance coalition front movement army navy airforce force forces corps guard guards police service services university college school institute institution academy polytechnic
     foundation fund trust bank group company corporation holdings industries airlines airways motors systems technologies technology partners press times post news tribune herald journal gazette
     telegraph chronicle observer mirror network television radio broadcasting studios records entertainment pictures productions museum hospital clinic center centers centre centres club team orchestra
     symphony choir ballet opera church diocese archdiocese society authority administration board chamber exchange brigade brigades battalion regiment division squadron command embassy consulate mission legion militia
     partnership consortium enterprises laboratories laboratory observatory library archives theatre theater publishers publishing magazine review newspaper weekly brewery railway railways railroad
     airline insurance securities capital investments financial energy petroleum oil electric pharmaceuticals communications telecom software networks solutions associates initiative
     secretariat directorate inspectorate treasury registry cabinet government politburo caucus delegation faction fraternity sorority seminary synod convent monastery abbey
     rovers wanderers athletic fc f.c. cf afc sc united socialists democrats greens workers teachers veterans rangers tigers lions eagles hawks panthers wolves knights warriors kings senators pirates raiders giants
     liberals conservatives communists nationalists unionists republicans reformers radicals farmers lawyers engineers journalists students scouts brotherhood institutes labs electronics aerospace ngo think-tank watchdog fbi lines endowment clubs stores foods brands chemicals semiconductor semiconductors restaurants newspapers bancorp utilities international ligue parti partido partito
     partij partei bund verein sociedad societe universite universidad universitat hochschule ministerio banco banque banca foreningen collective cooperative co-operative syndicate guild lodge`,
  ],
  [
    Lexicon.OrganisationSuffix,
    `inc inc. corp corp. ltd ltd. co co. plc llc llp l.p. lp gmbh ag s.a. sa s.p.a. spa n.v. nv b.v. bv ab oy asa a/s kk pty bros bros. limited incorporated & sons`,
  ],
  [
    Lexicon.NationalHead,
    `ministry parliament congress senate assembly army navy force forces police government cabinet court guard guards council commission agency bank embassy treasury office intelligence service party union
     federation association academy team legion church orchestra league airlines airways consulate authority command corps institute society front movement`,
  ],
  [
    Lexicon.PlaceHead,
    `river lake sea ocean mountain mountains hills hill island islands isle isles peninsula bay gulf strait straits canal valley desert forest county province district region territory city town village township
     street avenue road boulevard lane square park bridge airport port harbor harbour beach coast cape creek delta atoll falls ridge canyon basin plateau plain plains glacier volcano reef archipelago borough parish municipality
     prefecture oblast governorate highway freeway stadium palace castle tower towers cathedral temple mosque building plaza mall heights springs junction crossing gardens zoo cemetery dam garden dock docks pond reservoir playfield wharf pier formation
     zone quarter suburb field fields ranch farm estate camp pass gate terminal wood woods marsh swamp cove point bluff republic kingdom emirate sultanate commonwealth colony st. ave ave. rd. blvd blvd. st rd hwy speedway racecourse arena
     st.-petersburg camps penitentiary prison jail courthouse hotel inn house hall`,
  ],
  [
    Lexicon.PlacePrefix,
    `lake mount mt mt. fort ft ft. cape port san santa santo sao los las lago rio monte villa puerto playa isla saint st st. ste ste. sainte camp gulf isle bay river new nueva nuevo pampa costa alto sierra`,
  ],
  [
    Lexicon.Direction,
    `north south east west northern southern eastern western central northeast northwest southeast southwest north-east north-west south-east south-west northeastern northwestern southeastern southwestern upper lower greater inner outer mid new`,
  ],
  [
    Lexicon.OtherHead,
    `war wars battle treaty deal agreement agreements accord accords pact act acts law laws games cup championship championships open prix award awards prize prizes festival olympics tournament series season conference
     summit revolution uprising crisis day night week month year century age era marathon trophy medal constitution protocol protocols convention plan programme program project doctrine
     declaration resolution report chapter article section amendment code bible album song film movie show hurricane storm typhoon cyclone earthquake operation mission-one election elections referendum
     race derby classic tour trial trials case scandal affair massacre rebellion intifada movement-day theorem theory syndrome disease virus flu fever language languages alphabet grammar dictionary encyclopedia
     theology studies-day oscars oscar emmy grammy depression holocaust memorandum charter petition roundtable handbook guide manual symphony-no sonata concerto overture edition version volume vol. vol episode
     current armistice truce ceasefire revolt invasion offensive campaign proclamation arrangement formula championship missile rocket satellite shuttle spacecraft telescope aircraft submarine fighter bomber helicopter tank rifle engine airliner system-x windows standard index indices average composite
     order cross-of honours honors honour star-of ribbon hymn anthem prayer psalm gospel epistle sutra veda code-of initiative-day rights bond bonds note notes curriculum degree ba ma phd b.a. m.a. ph.d. bsc msc mba
     syndrome-x test tests match final finals semifinals quarterfinals round division-one playoff playoffs superbowl`,
  ],
  [
    Lexicon.Saying,
    `said says say saying told tells tell asked asks announced announces announce added adds warned warns warn denied denies deny insisted insists claimed claims claim argued argues stated states
     reported reports confirmed confirms rejected rejects accused accuses condemned condemns urged urges called calls demanded demands agreed agrees agree decided decides decide refused refuses promised promises
     vowed vows pledged pledges expects expected hopes hoped wants wanted believes believed thinks thought noted notes stressed stresses emphasised emphasized underlined explained explains responded responds replied replies
     met meets visited visits signed signs supports supported opposes opposed blames blamed threatened threatens declared declares acknowledged acknowledges admitted admits suggested suggests offered offers
     proposed proposes imposed imposes sent sends backs backed dismissed dismisses fears feared considers considered intends intended plans planned seeks sought voted votes resigned resigns apologised apologized
     spoke speaks testified telephoned phoned arrived joined wrote writes quoted cited concluded recalled tweeted posted complained criticised criticized welcomed praised hailed protested retaliated
     managed manages has had will would should must wants cannot refuses does did continues continued began started stopped`,
  ],
  [
    Lexicon.Kin,
    `brother sister wife husband son daughter father mother uncle aunt nephew niece cousin widow grandson granddaughter grandfather grandmother parents friend colleague fiancee girlfriend boyfriend twin`,
  ],
  [
    Lexicon.OrganisationNoun,
    `company firm corporation group party organisation organization agency newspaper magazine daily weekly network broadcaster channel station bank airline automaker carmaker manufacturer retailer giant conglomerate
     shares stock stocks movement militants militant militia rebels guerrillas guerrilla fighters insurgents gunmen network faction band club team side label league union coalition alliance committee commission council
     ministry website publisher subsidiary unit division maker operator provider startup consortium foundation charity institute university college school think-tank watchdog cabinet spokesman spokeswoman executives
     subsidiary employees workers shareholders investors members lawmakers mps activists supporters officials troops forces soldiers negotiators`,
  ],
  [
    Lexicon.PlaceNoun,
    `city town village province district region state county capital island river lake mountain valley port suburb neighbourhood neighborhood municipality area border peninsula coast bay desert resort airport
     governorate prefecture territory hamlet township borough parish street avenue downtown outskirts residents republic community glacier glaciers volcano volcanoes lagoon gorge plateau oasis archipelago reservoir
     checkpoint bazaar fjord enclave exclave atoll strait straits canyon islands provinces districts regions cities towns villages counties mountains valleys suburbs`,
  ],
  [
    Lexicon.Calendar,
    `january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec jan. feb. mar.
     apr. jun. jul. aug. sep. sept. oct. nov. dec. mondays tuesdays wednesdays thursdays fridays saturdays sundays mon tue tues wed thu thurs fri sat sun gmt utc est edt pst pdt cet bst am pm a.m. p.m. ad bc b.c. a.d. bce ce
     christmas easter ramadan hanukkah passover thanksgiving halloween eid lent pentecost diwali new-year's yom kippur rosh hashanah eve spring summer autumn winter`,
  ],
  [
    Lexicon.NoName,
    `islam islamist islamists islamic christianity judaism buddhism hinduism catholicism protestantism muslim muslims moslem moslems christian christians jew jews jewish catholic catholics protestant protestants sunni sunnis
     shiite shiites shia shi'ite shi'ites shi'a hindu hindus sikh sikhs buddhist buddhists orthodox anglican anglicans mormon mormons baptist baptists methodist methodists lutheran lutherans presbyterian evangelical evangelicals
     quaker quakers semitic anti-semitism zionism zionist zionists arabic hebrew latin mandarin cantonese sanskrit yiddish esperanto urdu hindi bengali farsi pashto swahili tamil telugu gaelic cyrillic
     arab arabs european europeans african africans asian asians american-style western westerners westerner eastern latino latinos hispanic hispanics caucasian kurdish kurds kurd pashtun pashtuns tutsi tutsis hutu hutus
     hausa yoruba igbo zulu xhosa tibetan tibetans uighur uighurs uyghur uyghurs chechen chechens ossetian abkhaz tatar tatars cossack cossacks basque basques catalan catalans breton flemish walloon bavarian
     scandinavian nordic baltic balkan slavic slav slavs celtic celt germanic anglo-saxon norse viking roman romans byzantine medieval persian persians babylonian aztec maya mayan inca native aboriginal
     kashmiri kashmiris punjabi punjabis sindhi sindhis baloch baluch baluchi baluchis balochi hazara hazaras tajik tajiks uzbek uzbeks turkmen turkmens turkoman turkomans sufi sufis salafi salafis wahhabi wahhabis alawite alawites druze
     yazidi yazidis ismaili ismailis copt copts coptic maronite maronites chaldean chaldeans assyrian assyrians gazan gazans darfuri darfuris rohingya rohingyas hmong montagnard montagnards sinhalese
     gujarati marathi telugu kannada malayalam konkani assamese nepali javanese sundanese acehnese papuan papuans fulani ijaw ogoni kikuyu oromo amhara tigrayan tigrayans maasai ashanti bantu tuareg tuaregs saracen saracens
     visigoth visigoths ostrogoths albigenses huguenot huguenots mongol mongols turkic azeri azeris circassian circassians adyghe inuktitut
     texan texans californian new-yorker londoner londoners parisian parisians muscovite berliner inuit cherokee navajo sioux apache roma romani gypsy gypsies bedouin berber bedouins maori
     nazi nazis nazism communist communists communism marxist marxism marxists leninist stalinist fascist fascists fascism socialist socialists socialism liberal liberals conservative conservatives republican republicans democrat democrats democratic
     marxist-leninist maoist maoists bolshevik bolsheviks menshevik tory tories whig whigs labourite peronist baathist ba'athist islamophobia darwinian freudian victorian elizabethan edwardian
     god allah jesus christ satan bible koran quran qur'an torah talmud gospel internet web covid covid-19 aids hiv sars dna rna dvd cd tv pc gps suv sms gdp gnp vat wifi wi-fi html http https www url pdf usb faq ufo ok id iq vip dj djs ko tko era api vhs dui lol lmao omg rfp ps dm hr pr mvp rbi cd-rom tbd tba n/a rip diy rv atm sat gpa xxx ii iii iv vi vii viii ix
     nobel olympic olympics paralympic paralympics grammy oscar emmy pulitzer renaissance enlightenment reformation holocaust jihad sharia intifada brexit soviet-era nasdaq-100 ftse dax nikkei cac-40 eur usd gbp dollars euro euros
     mp mps phd ceo cfo ngo ngos asap aka rpg lp ep isbn vs vs. no. p.s. fyi re fw fwd cc subject attn ext tel fax e-mail email dear regards sincerely cheers best am pm kg km mph
     wwi wwii ww2 celsius fahrenheit s&p mediterranean transatlantic sub-saharan pan-american trans-atlantic atlantic pacific-rim yankee yankees`,
  ],
  [Lexicon.Particle, `de del della di da dos das du la le van von der den ter bin ibn ben bint al el ul ur ud y e i zu af av ap mac o' abu umm al- el- bar`],
  [
    Lexicon.Demonym,
    `european asian african arab kurdish chechen tibetan basque catalan flemish latin scandinavian nordic balkan baltic slavic persian pashtun uighur uyghur texan californian anglo euro western eastern islamic`,
  ],
  [
    Lexicon.People,
    `europeans asians africans arabs kurds chechens tibetans basques catalans westerners scandinavians latinos hispanics pashtuns uighurs muslims christians jews`,
  ],
];

/** Heads that rule a name from its front: "Ministry of X", "Bank of X", "Party for X". */
export const frontHeads = new Set(
  `ministry department agency bureau office council commission committee parliament congress senate assembly court tribunal party union league federation confederation association organisation organization alliance
   coalition front movement army university college school institute academy foundation fund trust bank group museum hospital center centers centre centres institutes church society authority administration board chamber institution faculty
   order knights sisters brothers friends sons daughters workers teachers house houses society embassy consulate secretariat directorate conference conferences guild brotherhood company centre forum network
   sociedad partido parti university college ministry service services academy house union hall`.split(/\s+/),
);

/** Heads that "for" may follow: "Movement for Change", "Center for German Studies". */
export const forHeads = new Set(
  `movement front association committee center centers centre centres council institute organisation organization alliance coalition agency office fund foundation group partnership campaign society network court union forum commission bureau
   department ministry initiative project bank academy board federation army party women service authority observatory`.split(/\s+/),
);

/** Heads of places ruled from the front: "Gulf of X", "Isle of X", "Republic of X". */
export const frontPlaces = new Set(
  `gulf bay strait straits isle sea republic kingdom province state county city port district duchy principality emirate sultanate caliphate khanate dukedom archduchy earldom protectorate colony straits cape region commonwealth territory horn lake county kingdom union-of`.split(
    /\s+/,
  ),
);

/** Heads of what is no actor, ruled from the front: "Battle of X", "Treaty of X". */
export const frontOthers = new Set(
  `battle treaty siege campaign armistice invasion conquest war wars act law declaration book day days era age fall convention convocation order feast statute peace congress-of rule state-of theory history story tale lord master master's bachelor doctor minister secretary director
   president king queen duke earl prince princess head chief speaker governor mayor bishop archbishop patriarch chairman ambassador professor dean member members leader lady count baron marquis general commander council-of-trent code bill treaty epistle gospel acts
   university-of-life`.split(/\s+/),
);

/** Who belongs to what is named after "of": no name themselves, so the rest stands alone ("Members of the | European Union"). */
export const belonging = new Set('member members leader leaders head heads chief chiefs citizen citizens'.split(' '));

/** How somebody stands to an office: before the name of a state, a body or a town they are no part of it. */
export const standing = new Set('former ex acting then current outgoing incoming late veteran retired deputy senior'.split(' '));

/** Parties of several countries that are called by one word: what they are called in full. */
export const shortParties: ReadonlyMap<string, string> = new Map([
  ['labour', 'Labour Party'],
  ['labor', 'Labor Party'],
]);

/** What a body calls its own agencies: the UN Development Programme. */
export const programmes = new Set(['programme', 'program']);

/** After a name, of another than the one who bears it without. */
export const generations = new Set(['jr', 'jr.', 'sr', 'sr.', 'ii', 'iii', 'iv']);

/** What takes its town behind its name. */
export const schools = new Set(['college', 'university', 'hospital']);

export function closedClasses(): Map<string, number> {
  const bits = new Map<string, number>();
  for (const [bit, words] of lists) for (const word of words.split(/\s+/)) if (word !== '') bits.set(word, (bits.get(word) ?? 0) | bit);
  return bits;
}
