/** Where a form of the registry stands, and another is meant: the longer name, the other state's, the other of a couple, the text's own acronym. */
import assert from 'node:assert/strict';
import { createActorRecogniser } from '../../../src/core/actors';
import type { Actor } from '../../../src/core/project/schema';
import { gazetteer } from './gazetteer';

const actors: readonly Actor[] = [
  { id: 'hall', name: 'Peter Hall', kind: 'person', aliases: ['Hall'] },
  { id: 'mod', name: 'Russian Defence Ministry', kind: 'organisation', aliases: ['Ministry of Defence'] },
  { id: 'yoo', name: 'Yoo Min-jun', kind: 'person', aliases: ['Kim', 'Lee', 'Xi', 'Kim Min Jun'] },
  { id: 'trump', name: 'Donald Trump', kind: 'person', aliases: ['Trump'] },
  { id: 'jordan', name: 'Jordan', kind: 'state' },
  { id: 'labour', name: 'Labour Party', kind: 'organisation' },
];

function ids(text: string, registry: readonly Actor[] = actors): readonly string[] {
  const recogniser = createActorRecogniser({ actors: registry, notActors: [] }, gazetteer);
  const mentions = recogniser.link([{ start: 0, text, kind: 'body', mentions: recogniser.recognise(text) }]);
  return mentions.filter(({ kind }) => kind === 'person' || kind === 'organisation').map(({ text: form, actor }) => `${form} > ${actor}`);
}

describe('actors, a registered form within another’s name', () => {
  it('a son who bears his father’s name is another', () => {
    assert.deepEqual(ids('Peter Hall Jr. spoke. Peter Hall did not.'), ['Peter Hall Jr. > ~person.peter-hall-jr', 'Peter Hall > hall']);
  });
  it('a longer person’s name is another’s than the short form’s that it begins with', () => {
    const longer = ['Kim Moon-soo', 'Kim Keon-hee', 'Kim Kardashian', 'Kim Yo Jong', 'Lee Zeldin', 'Lee Myung-bak', 'Xi Zhongxun'];
    for (const name of longer) {
      const [found, ...others] = ids(`They met ${name} at noon.`);
      assert.match(found ?? '', new RegExp(`^${name} > ~person\\.`));
      assert.deepEqual(others, []);
    }
    assert.deepEqual(ids('They met Kim Min Jun, and on Monday Kim Thursday spoke. Xi left.'), ['Kim Min Jun > yoo', 'Kim > yoo', 'Xi > yoo']);
  });
  it('what is called after somebody is a place, and whose house it is stays the person', () => {
    assert.deepEqual(ids('He lives in Trump Tower.'), []);
    assert.deepEqual(ids('The Trump White House refused it.'), ['Trump > trump', 'White House > ~organisation.white-house']);
    assert.deepEqual(ids('Trump Vows Revenge After Kim Quits Race'), ['Trump > trump', 'Kim > yoo']);
  });
  it('nor is the father his registered son', () => {
    const son: readonly Actor[] = [{ id: 'son', name: 'Peter Hall Jr.', kind: 'person' }];
    assert.deepEqual(ids('Peter Hall spoke. Hall left.', son), ['Peter Hall > ~person.peter-hall', 'Hall > ~person.peter-hall']);
    assert.deepEqual(ids('Peter Hall Jr. spoke. Peter Hall did not. Peter Hall sat. Hall left.', son), [
      'Peter Hall Jr. > son',
      'Peter Hall > ~person.peter-hall',
      'Peter Hall > ~person.peter-hall',
      'Hall > ~person.peter-hall',
    ]);
  });
  it('a number tells kings and popes apart, and the bare name is the one in the document', () => {
    const king: readonly Actor[] = [{ id: 'charles-iii', name: 'Charles III', kind: 'person' }];
    assert.deepEqual(ids('Charles II died. Charles left.', king), ['Charles II > ~person.charles-ii', 'Charles > ~person.charles-ii']);
    assert.deepEqual(ids('Charles III spoke. Charles left.', king), ['Charles III > charles-iii', 'Charles > charles-iii']);
    assert.deepEqual(ids('When I met Peter Hall I was young.'), ['Peter Hall > hall']);
    assert.deepEqual(ids('Pope Leo XIII wrote. Leo XII did not.', king), ['Leo XIII > ~person.leo-xiii', 'Leo XII > ~person.leo-xii']);
  });
  it('a first of a name is not the registry’s second, and is one with his bare name in the document', () => {
    const queen: readonly Actor[] = [{ id: 'second', name: 'Elizabeth II', kind: 'person', aliases: ['Elizabeth'] }];
    assert.deepEqual(ids('Elizabeth I died in 1603. Elizabeth II died in 2022.', queen), ['Elizabeth I > ~person.elizabeth-i', 'Elizabeth II > second']);
  });
  it('a family name with its particles alone is whoever is named in full, wherever that stands', () => {
    assert.deepEqual(ids('Critics of von der Halden left. Ulla von der Halden spoke.'), [
      'von der Halden > ~person.ulla-von-der-halden',
      'Ulla von der Halden > ~person.ulla-von-der-halden',
    ]);
    assert.deepEqual(
      ids('Prince bin Fahd left. Omar bin Fahd spoke. Karim bin Fahd did not.').map((line) => line.replace(/^.*> /, '')),
      ['~person.omar-bin-fahd', '~person.omar-bin-fahd', '~person.karim-bin-fahd'],
    );
  });
  it('a son by his family name and “Jr.” is the one named in full, and not his father', () => {
    assert.deepEqual(ids('Peter Ward Jr. spoke. Peter Ward left. Ward Jr. smiled.', []), [
      'Peter Ward Jr. > ~person.peter-ward-jr',
      'Peter Ward > ~person.peter-ward',
      'Ward Jr. > ~person.peter-ward-jr',
    ]);
  });
  it('the fighters of a group that bears somebody’s name are the group’s', () => {
    assert.deepEqual(ids('Richard Wagner composed it. The Wagner Group fought. Wagner fighters fled.', []), [
      'Richard Wagner > ~person.richard-vagner',
      'Wagner Group > ~organisation.wagner-group',
      'Wagner > ~organisation.wagner-group',
    ]);
    assert.deepEqual(ids('Houthi leader Abdul-Malik al-Houthi spoke. The Houthis fired.', []), [
      'Houthi > ~organisation.houthis',
      'Abdul-Malik al-Houthi > ~person.abdul-malik-houthi',
      'Houthis > ~organisation.houthis',
    ]);
  });
  it('an acronym of another language stands for the party before it where the text says it again', () => {
    const party = '~organisation.social-democratic-party-of-germany';
    assert.deepEqual(ids('Germany’s Social Democratic Party (SPD) won. The SPD was glad.', []), [
      `Social Democratic Party > ${party}`,
      `SPD > ${party}`,
      `SPD > ${party}`,
    ]);
    assert.deepEqual(ids('The Green Alliance (AP) won. It was glad.', []).length, 2);
    assert.equal(ids('The Workers’ Front (ZZT) won. It was glad.', [])[1], 'ZZT > ~organisation.zzt', 'said once, it may be anything');
  });
  it('two people in one word are those whom the registry has', () => {
    assert.deepEqual(ids('The Trump-Putin summit failed. Vladimir Putin left.'), [
      'Trump > trump',
      'Putin > ~person.vladimir-putin',
      'Vladimir Putin > ~person.vladimir-putin',
    ]);
  });
  it('a state’s name that is somebody’s given name belongs to the person, registered or not', () => {
    assert.deepEqual(
      ids(
        'National Rally president Jordan Bardella spoke. Jordan Henderson scored twice. Defence Minister Israel Katz warned Iran. They met Chad Wolf. India Walton won the primary.',
      ).filter((mention) => !mention.startsWith('National')),
      [
        'Jordan Bardella > ~person.jordan-bardella',
        'Jordan Henderson > ~person.jordan-henderson',
        'Israel Katz > ~person.israel-katz',
        'Chad Wolf > ~person.chad-wolf',
        'India Walton > ~person.indya-valton',
      ],
    );
    assert.deepEqual(ids('The Jordan River is low. Jordan Valley farmers left. The Chad government fell. Jordan said so.'), []);
    assert.deepEqual(ids('In Israel Netanyahu said so. In Israel Benjamin Netanyahu agreed.'), [
      'Netanyahu > ~person.benyamin-netanyahu',
      'Benjamin Netanyahu > ~person.benyamin-netanyahu',
    ]);
  });
  it('a letter that ends a sentence is no initial of the next one’s first word', () => {
    const text =
      'It is big, he wrote on X. Trump replied. See Appendix B. Trump said so. It was before World War I. Trump left. He works for X. Trump said so.';
    assert.deepEqual(ids(text), ['Trump > trump', 'Trump > trump', 'Trump > trump', 'Trump > trump']);
    assert.deepEqual(ids('They met John F. Kennedy and J. K. Rowling. It was written by B. Johnson.'), [
      'John F. Kennedy > ~person.john-kennedi',
      'J. K. Rowling > ~person.j-rovling',
      'B. Johnson > ~person.b-johnson',
    ]);
  });
  it('a family name with its particles is the one named in full', () => {
    assert.deepEqual(
      ids('Ursula von der Leyen spoke. Von der Leyen said no.').map((line) => line.replace(/.* > /, '')),
      ['~person.ursula-von-der-leien', '~person.ursula-von-der-leien'],
    );
  });
  it('Mrs is not the registry’s man, whoever else bears the name', () => {
    assert.deepEqual(ids('Mary Hall spoke. Mrs. Hall left. Mr. Hall stayed. Hall agreed.'), [
      'Mary Hall > ~person.mari-hall',
      'Hall > ~person.mari-hall',
      'Hall > hall',
      'Hall > hall',
    ]);
  });
  it('another state’s ministry is not the registry’s, and its own is', () => {
    assert.deepEqual(
      ids("The Ministry of Defence of Ukraine spoke. Ukraine's Ministry of Defence spoke. Russia's Ministry of Defence did not. The Ministry of Defence did."),
      [
        'Ministry of Defence of Ukraine > ~organisation.defense-ministry-of-ukraine',
        'Ministry of Defence > ~organisation.defense-ministry-of-ukraine',
        'Ministry of Defence > mod',
        'Ministry of Defence > mod',
      ],
    );
  });
  it('a longer name is another’s, a possessive before a form says whose the registry’s is', () => {
    assert.deepEqual(ids("The Labour Party of Norway met. Britain's Labour Party met."), [
      'Labour Party of Norway > ~organisation.labor-party-of-norway',
      'Labour Party > labour',
    ]);
  });
  it('an acronym stands for what the text says, not for what the world calls so', () => {
    assert.deepEqual(ids('The World Hockey Organisation (WHO) met. WHO officials left.'), [
      'World Hockey Organisation > ~organisation.world-hockey-organization',
      'WHO > ~organisation.world-hockey-organization',
      'WHO > ~organisation.world-hockey-organization',
    ]);
    assert.equal(ids('The World Health Organization (WHO) met.')[1], 'WHO > ~organisation.world-health-organization');
  });
  it('an acronym stands for the only name in the document that has its initials, before a body of the world that is called so', () => {
    assert.deepEqual(ids('The Rapid Support Forces took the town. The RSF left.'), [
      'Rapid Support Forces > ~organisation.rapid-support-forces',
      'RSF > ~organisation.rapid-support-forces',
    ]);
    assert.deepEqual(ids('The RSF left.'), ['RSF > ~organisation.reporters-without-borders']);
  });
});
