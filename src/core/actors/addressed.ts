/** Who may be addressed how: "Mrs. Hall" is not Peter Hall. Only what is certain is said; most names of the world say nothing. */

const womenTitles = new Set(['mrs', 'ms', 'miss', 'madame', 'lady', 'dame', 'queen', 'princess']);
const menTitles = new Set(['mr', 'sir', 'lord', 'monsieur', 'herr', 'king', 'prince']);

/** Given names that in English-language news are women's alone; names that men bear too, in any language, are left out. */
const womenNames = new Set(
  `mary patricia jennifer linda elizabeth barbara susan margaret sarah karen nancy lisa betty helen sandra donna ruth sharon michelle laura deborah angela melissa brenda amy anna rebecca virginia kathleen pamela martha debra amanda
   stephanie carolyn christine catherine katherine kathryn janet diane joyce julie heather teresa theresa doris gloria cheryl mildred judith julia nicole christina cynthia denise tammy irene jane lori rachel rose alice lillian emily
   emma olivia sophia sophie isabella charlotte amelia megan hannah jessica lauren victoria hillary chelsea melania ivanka condoleezza madeleine nikki kamala nancy elena yelena olga tatiana tatyana natalia nataliya natalya svetlana irina yulia
   yuliya ekaterina yekaterina maria marina oksana anastasia ludmila lyudmila galina nadezhda larisa valentina lyubov vera zhanna daria darya ursula angela annalena annegret franziska petra sabine birgit ingrid heidi astrid gudrun erna mette
   helle sanna magdalena ewa beata agnieszka malgorzata joanna barbara katarzyna zuzana iveta viorica maia salome marine segolene christiane brigitte francoise catherine cecile nathalie isabelle sylvie anne marie florence carla giorgia
   giulia francesca chiara federica roberta emma soraya dolores carmen pilar mercedes isabel cristina dilma michelle marta rocio benazir sonia indira sushma mamata jayalalithaa khaleda fatima aisha zainab khadija leila layla malala
    theresa priti liz suella thangam yvette harriet diane penny ruth arlene michelle jacinda julia helen elise ellen jill kelly-anne sarah valerie eleanor martha claire clara kate kathy katie lucy ella grace`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

/** The same of men. */
const menNames = new Set(
  `james john robert michael william david richard charles joseph thomas christopher daniel paul mark donald george kenneth steven edward brian ronald anthony kevin matthew gary timothy larry jeffrey frank scott eric stephen andrew raymond gregory
   joshua jerry dennis walter patrick peter harold douglas henry carl arthur ryan roger joe juan jack albert jonathan justin gerald keith samuel willie ralph lawrence nicholas roy benjamin bruce brandon adam harry fred wayne billy steve louis
   jeremy aaron randy howard eugene carlos russell bobby victor martin ernest phillip philip todd jesse craig alan clarence sean johnny earl jimmy antonio barack bill george boris tony gordon nigel jeremy keir rishi simon oliver ed
   vladimir dmitry dmitri sergei sergey mikhail boris nikolai nikolay alexander aleksandr alexei aleksei alexey igor oleg ivan yuri yury viktor pavel anatoly valery vyacheslav konstantin maxim petro volodymyr oleksandr oleksiy andriy mykola leonid
   vitaly vitali arseniy donald lech tomasz mateusz jaroslaw andrzej radoslaw zbigniew emmanuel nicolas francois jacques jean-luc jean-marie bruno laurent olaf helmut gerhard frank-walter heiko sigmar wolfgang friedrich markus horst klaus silvio
   matteo mario giuseppe paolo luigi sergio pedro mariano jose pablo felipe hugo nicolas raul fidel ernesto luiz jair recep abdullah mohammed muhammad mohammad ahmed mahmoud hassan hussein omar yasser bashar saddam muammar hosni abdel hamid 
   narendra rahul manmohan imran nawaz pervez benjamin ehud yitzhak shimon ariel avigdor viktor janos gyula bohuslav vaclav milos andrej robert josep borut milorad aleksandar slobodan edi kyriakos antonis stefan traian klaus jens anders`
    .split(/\s+/)
    .filter((name) => name !== '' && !womenNames.has(name)),
);

/** Whether a title is a woman's and the other, or the given name, a man's; or the other way round. Both folded. */
export function contradict(title: string, { titles, given }: { readonly titles: ReadonlySet<string>; readonly given: string | undefined }): boolean {
  const [others, names] = womenTitles.has(title) ? [menTitles, menNames] : menTitles.has(title) ? [womenTitles, womenNames] : [];
  if (others === undefined || names === undefined) return false;
  // A title that the text itself gives goes before what a given name usually says.
  for (const own of titles) if (womenTitles.has(own) || menTitles.has(own)) return others.has(own);
  return given !== undefined && names.has(given);
}

/** Whose alone a given name (folded) is in English-language news; undefined for most names of the world. */
export function givenTo(name: string): 'women' | 'men' | undefined {
  return womenNames.has(name) ? 'women' : menNames.has(name) ? 'men' : undefined;
}
