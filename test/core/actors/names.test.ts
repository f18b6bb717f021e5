import assert from 'node:assert/strict';
import { likeness, namePartsOf, provisionalId, sameActorName, suggestMerges } from '../../../src/core/actors';

const same: readonly (readonly [string, string])[] = [
  ['Sergei Lavrov', 'Sergey Lavrov'],
  ['Sergey Ermakov', 'Sergei Yermakov'],
  ['Volodymyr Zelensky', 'Volodymyr Zelenskyy'],
  ['Volodymyr Zelenskiy', 'Volodymyr Zelenskyy'],
  ['Alexei Navalny', 'Aleksey Navalnyi'],
  ['Dmitri Medvedev', 'Dmitry Medvedev'],
  ['Mikhail Khodorkovsky', 'Mihail Hodorkovskij'],
  ['Antony J. Blinken', 'Antony Blinken'],
  ['Joe Biden', 'Joseph Biden'],
  ['José Barroso', 'Jose Barroso'],
  ['Moqtada al-Sadr', 'Moqtada al Sadr'],
  ['Yury Gagarin', 'Yuri Gagarin'],
  ['Yakov Petrov', 'Iakov Petrov'],
  ['Sergei Ryabkov', 'Sergei Rjabkov'],
  ['Natalya Orlova', 'Nataliya Orlova'],
  ['Kirill Filippov', 'Kiril Filipov'],
  ['Ivan Akhmetov', 'Ivan Ahmetov'],
  ['Olena Mendeleyeva', 'Olena Mendeleeva'],
  ['Jan Nowak', 'Jan Novak'],
  ['Anna Wagner', 'Anna Vagner'],
  ['Max Planck', 'Max Plank'],
];
const different: readonly (readonly [string, string])[] = [
  ['Antony Blinken', 'Joe Biden'],
  ['Bill Clinton', 'Hillary Clinton'],
  ['George W. Bush', 'George H. W. Bush'],
  ['Antony Blinken', 'Etoni Blinken'],
  ['Donald Trump Jr.', 'Donald Trump Sr.'],
  ['Donald Trump Jr.', 'Donald Trump'],
  ['Charles I', 'Charles II'],
  ['Charles II', 'Charles III'],
  ['Charles III', 'Charles'],
  ['Elizabeth I', 'Elizabeth II'],
  ['Leo XII', 'Leo XIII'],
  ['John Paul I', 'John Paul II'],
  ['Malcolm X', 'Malcolm V'],
  ['Li Wei', 'Li Yang'],
  ['John Smith', 'John Smyth'],
  ['Sergei Ivanov', 'Sergei Ivanova'],
  ['Maria Petrova', 'Mario Petrova'],
  ['Ivan Orlov', 'Orlov'],
  ['Diana Petrova', 'Dana Petrova'],
  ['Jana Novak', 'Ana Novak'],
  ['Jan Kowalski', 'Ian Kowalski'],
  ['Maria Ivanova', 'Mara Ivanova'],
  ['Zhou Liang', 'Zhou Lang'],
  ['Li Yang', 'Li Ang'],
  ['Juri Levin', 'Uri Levin'],
  ['Brian Smith', 'Bryan Smith'],
  ['Ryan Smith', 'Ran Smith'],
  ['Imran Khan', 'Imran Han'],
  ['Peter Hall', 'Peter Hal'],
  ['Maria Mann', 'Maria Man'],
  ['Anna Petrova', 'Ana Petrova'],
  ['David Beckham', 'David Becham'],
  ['Maria Reyes', 'Maria Rees'],
  ['James Lovell', 'James Lowell'],
  ['Karl Rove', 'Karl Rowe'],
  ['David Wu', 'David Vu'],
  ['Lee Wang', 'Lee Vang'],
  ['John Baker', 'John Backer'],
  ['Anna Phan', 'Anna Fan'],
];

describe('actors, the strict key', () => {
  for (const [a, b] of same) it(`${a} is ${b}`, () => assert.ok(sameActorName(a, b, 'person') && sameActorName(b, a, 'person')));
  for (const [a, b] of different) it(`${a} is not ${b}`, () => assert.ok(!sameActorName(a, b, 'person') && !sameActorName(b, a, 'person')));

  it('knows an organisation under both spellings of English', () => {
    assert.ok(sameActorName('World Health Organisation', 'World Health Organization', 'organisation'));
    assert.ok(sameActorName('The Ministry of Defence', 'Ministry of Defense', 'organisation'));
    assert.ok(!sameActorName('Ministry of Defence', 'Ministry of Finance', 'organisation'));
  });
});

describe('actors, provisional ids', () => {
  for (const [a, b] of same.filter(([x]) => x !== 'Joe Biden'))
    it(`${a} and ${b} share one`, () => assert.equal(provisionalId(a, 'person'), provisionalId(b, 'person')));
  for (const [a, b] of different) it(`${a} and ${b} have two`, () => assert.notEqual(provisionalId(a, 'person'), provisionalId(b, 'person')));

  it('cannot meet an id of the registry, nor another kind', () => {
    assert.match(provisionalId('Russia', 'state'), /^~state\./);
    assert.notEqual(provisionalId('Jordan', 'state'), provisionalId('Jordan', 'person'));
  });
});

describe('actors, parts of a name', () => {
  it('keeps particles with the family name', () => {
    assert.deepEqual(namePartsOf('Ludwig van der Meer'), { given: ['ludwig'], surname: 'van der meer' });
    assert.deepEqual(namePartsOf('Osama bin Laden'), { given: ['osama'], surname: 'bin laden' });
  });
  it('drops honorifics and sets suffixes apart', () => {
    assert.deepEqual(namePartsOf('Mr. John F. Calloway Jr.'), { given: ['john', 'f'], surname: 'calloway', suffix: 'jr' });
    assert.deepEqual(namePartsOf('Benedict XVI'), { given: [], surname: 'benedict', suffix: 'xvi' });
  });
  it('takes no name for a number', () => {
    assert.deepEqual(namePartsOf('Malcolm X'), { given: ['malcolm'], surname: 'x' });
    assert.deepEqual(namePartsOf('Wen Xi'), { given: ['wen'], surname: 'xi' });
  });
});

describe('actors, suggested merges', () => {
  const person = (id: string, name: string): { id: string; name: string; kind: 'person' } => ({ id, name, kind: 'person' });

  it('asks about what only sounds alike', () => {
    const found = suggestMerges([person('a', 'Antony Blinken'), person('e', 'Etoni Blinken'), person('b', 'Joe Biden')]);
    assert.deepEqual(
      found.map((s) => [s.a, s.b, s.why]),
      [['a', 'e', 'given-name-sounds']],
    );
  });
  it('asks about spellings that come to the same in one language and not in another', () => {
    for (const [a, b] of [
      ['Imran Khan', 'Imran Han'],
      ['Peter Hall', 'Peter Hal'],
      ['Anna Petrova', 'Ana Petrova'],
    ] as const)
      assert.equal(suggestMerges([person('a', a), person('b', b)]).length, 1, a);
  });
  it('does not ask about namesakes', () => {
    assert.deepEqual(suggestMerges([person('b', 'Bill Clinton'), person('h', 'Hillary Clinton')]), []);
    assert.deepEqual(suggestMerges([person('w', 'George W. Bush'), person('h', 'George H. W. Bush')]), []);
  });
  it('does not ask about kings of one name, and takes a father and a son for no transliteration', () => {
    assert.deepEqual(suggestMerges([person('s', 'Charles II'), person('t', 'Charles III')]), []);
    assert.deepEqual(
      suggestMerges([person('j', 'Peter Hall Jr.'), person('p', 'Peter Hall')]).map((s) => [s.likeness, s.why]),
      [[0.6, 'spelling']],
    );
  });
  it('keeps "not the same as"', () => {
    assert.deepEqual(suggestMerges([{ ...person('a', 'Antony Blinken'), notSameAs: ['e'] }, person('e', 'Etoni Blinken')]), []);
  });
  it('asks about an acronym and its expansion, and about word order', () => {
    const organisation = (id: string, name: string): { id: string; name: string; kind: 'organisation' } => ({ id, name, kind: 'organisation' });
    const found = suggestMerges([
      organisation('o', 'OSCE'),
      organisation('l', 'Organization for Security and Cooperation in Europe'),
      organisation('x', 'National Audit Office'),
    ]);
    assert.deepEqual(
      found.map((s) => [s.a, s.b, s.why]),
      [['o', 'l', 'acronym']],
    );
  });
  it('never joins two kinds', () => {
    assert.deepEqual(suggestMerges([person('p', 'Jordan'), { id: 's', name: 'Jordan', kind: 'state' }]), []);
  });
  it('orders by likeness', () => {
    assert.ok((likeness('Sergei Lavrov', 'Sergey Lavrov', 'person')?.likeness ?? 0) > (likeness('Antony Blinken', 'Etoni Blinken', 'person')?.likeness ?? 1));
  });
});
