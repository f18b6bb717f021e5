/** One state's institution under all its names, and never another state's. */
import assert from 'node:assert/strict';
import { createActorRecogniser, suggestMerges } from '../../../src/core/actors';
import type { Actor } from '../../../src/core/project/schema';
import { gazetteer } from './gazetteer';

function ids(text: string, actors: readonly Actor[] = []): readonly string[] {
  const recogniser = createActorRecogniser({ actors, notActors: [] }, gazetteer);
  const mentions = recogniser.link([{ start: 0, text, kind: 'body', mentions: recogniser.recognise(text) }]);
  return mentions.filter(({ kind }) => kind === 'organisation').map(({ text: form, actor }) => `${form} > ${actor.replace('~organisation.', '')}`);
}

const actor = (id: string, name: string): Actor => ({ id, name, kind: 'organisation' });

describe('actors, institutions of states', () => {
  it('are one actor, whichever way round the state is named', () => {
    assert.deepEqual(ids('The Russian Foreign Ministry agreed. Peru and the Foreign Ministry of Russia met. He saw Russia’s Foreign Ministry.'), [
      'Russian Foreign Ministry > foreign-ministry-of-russia',
      'Foreign Ministry of Russia > foreign-ministry-of-russia',
      'Foreign Ministry > foreign-ministry-of-russia',
    ]);
    assert.deepEqual(ids("The US Supreme Court ruled. The United States' Supreme Court ruled."), [
      'US Supreme Court > supreme-court-of-the-united-states',
      'Supreme Court > supreme-court-of-the-united-states',
    ]);
  });
  it('are two actors where they are two states’', () => {
    assert.deepEqual(ids("China's Central Bank waited. Turkey's Central Bank did not. The Central Bank said so."), [
      'Central Bank > central-bank-of-china',
      'Central Bank > central-bank-of-turkey',
      'Central Bank > central-bank',
    ]);
  });
  it('an article that names one state’s means that one', () => {
    assert.deepEqual(ids("Peru's Constitutional Court met. The Constitutional Court adjourned."), [
      'Constitutional Court > constitutional-court-of-peru',
      'Constitutional Court > constitutional-court-of-peru',
    ]);
  });
  it('a ministry is one whichever way it is called', () => {
    const one =
      'The Ministry of Defence spoke. The Defense Ministry did too. The Russian Ministry of Foreign Affairs met. The Russian Foreign Ministry agreed.';
    assert.deepEqual(ids(one), [
      'Ministry of Defence > defense-ministry',
      'Defense Ministry > defense-ministry',
      'Russian Ministry of Foreign Affairs > foreign-ministry-of-russia',
      'Russian Foreign Ministry > foreign-ministry-of-russia',
    ]);
    assert.deepEqual(ids('The U.S. Department of Justice sued. The Justice Department won. The South Korean Foreign Ministry waited. KCNA reported it.'), [
      'U.S. Department of Justice > justice-department',
      'Justice Department > justice-department',
      'South Korean Foreign Ministry > foreign-ministry-of-south-korea',
      'KCNA > korean-central-news-agency',
    ]);
  });
  it('a party called by one word is the document’s country’s, and nobody’s where that is not clear', () => {
    const british = 'Britain voted. British turnout fell in all of Britain. On Monday Labour won, and Labour leader Ann Orr spoke.';
    const one = 'labor-party-of-the-united-kingdom';
    assert.deepEqual(ids(british), [`Labour > ${one}`, `Labour > ${one}`]);
    assert.deepEqual(ids('Norway voted. Norwegian turnout fell in all of Norway. On Monday Labour won.'), ['Labour > labor-party-of-norway']);
    assert.deepEqual(ids('The British Labour Party met. Later Labour lost.').slice(1), [`Labour > ${one}`]);
    assert.deepEqual(ids('Britain voted as France watched. British turnout fell in all of Britain. On Monday Labour won.'), [
      'Labour > labor-party-in-united-kingdom',
    ]);
    assert.deepEqual(ids('On Monday Labour won.'), ['Labour > labor']);
    assert.deepEqual(ids(british, [actor('labour', 'Labour')]), ['Labour > labour', 'Labour > labour']);
    assert.deepEqual(ids(british, [actor('labour', 'British Labour Party')]), ['Labour > labour', 'Labour > labour']);
  });

  it('a party is one whichever way its state is said, and another state’s is another', () => {
    const one = 'The British Labour Party met. The Labour Party of the United Kingdom met. The UK Labour Party met. Britain’s Labour Party met.';
    assert.deepEqual([...new Set(ids(one).map((id) => id.split(' > ')[1]))], ['labor-party-of-the-united-kingdom']);
    assert.deepEqual(ids('Norway’s Labour Party met.'), ['Labour Party > labor-party-of-norway']);
    // A short form is whose its long one is.
    assert.deepEqual(ids('Norway’s Labour Party met. Labour will vote next week.'), ['Labour Party > labor-party-of-norway', 'Labour > labor-party-of-norway']);
    assert.deepEqual(
      ids('The Armenian National Congress (ANC) met. The ANC voted.').map((id) => id.split(' > ')[1]),
      ['national-congress-of-armenia', 'national-congress-of-armenia', 'national-congress-of-armenia'],
    );
  });
  it('a common name is the document’s country’s where it is of one throughout', () => {
    assert.deepEqual(ids('Norway voted. Norwegian turnout fell in all of Norway. The Labour Party lost.'), ['Labour Party > labor-party-of-norway']);
    assert.deepEqual(ids('Norway voted. Norwegian turnout fell in all of Norway. The Labour Party lost.', [actor('labour', 'Labour Party')]), [
      'Labour Party > labour',
    ]);
  });
  it('a common name is not one actor in documents of two countries, where no text says whose it is', () => {
    const norwegian = 'Norway voted as Sweden watched. Norwegian turnout fell in all of Norway. The Labour Party lost.';
    const british = 'Britain voted as France watched. British turnout fell in all of Britain. The Labour Party won.';
    assert.deepEqual(ids(norwegian), ['Labour Party > labor-party-in-norway']);
    assert.deepEqual(ids(british), ['Labour Party > labor-party-in-united-kingdom']);
    // And they are asked about.
    assert.equal(suggestMerges([norwegian, british].map((text) => ({ ...actor(ids(text)[0] ?? '', 'Labour Party') }))).length, 1);
  });
  it('a common name first said bare is not the one whose state is named later', () => {
    assert.deepEqual(ids('The Labour Party won. Norway’s Labour Party sent its wishes. The Labour Party thanked it.'), [
      'Labour Party > labor-party',
      'Labour Party > labor-party-of-norway',
      'Labour Party > labor-party',
    ]);
    assert.deepEqual(ids('The Supreme Court ruled in the United States. The U.S. Supreme Court sits in the United States.'), [
      'Supreme Court > supreme-court-of-the-united-states',
      'U.S. Supreme Court > supreme-court-of-the-united-states',
    ]);
  });
  it('newspapers and companies of common names are known by them alone', () => {
    assert.deepEqual(ids('Norway voted. Norwegian turnout fell in all of Norway. Reporters of the Daily Courier asked the Green Alliance.'), [
      'Daily Courier > daily-courier',
      'Green Alliance > green-alliance',
    ]);
  });
  it('a state’s council is not the one of the United Nations', () => {
    assert.deepEqual(ids("Russia's Security Council met."), ['Security Council > security-council-of-russia']);
    assert.deepEqual(ids('The Security Council of Russia met.'), ['Security Council > security-council-of-russia']);
    assert.deepEqual(ids('The Security Council met in New York.'), ['Security Council > united-nations-security-council']);
  });
  it('countries of one state are told apart, and so are states of one nation', () => {
    assert.deepEqual(ids('The Scottish Parliament met. The Welsh Government answered. The UK Government did not. The Scottish National Party left.'), [
      'Scottish Parliament > parliament-of-scotland',
      'Welsh Government > government-of-wales',
      'UK Government > government-of-the-united-kingdom',
      'Scottish National Party > national-party-of-scotland',
    ]);
    assert.deepEqual(ids('The British National Party left.'), ['British National Party > national-party-of-the-united-kingdom']);
    assert.deepEqual(ids('The American Red Cross sent aid. The Turkish Red Crescent did too.'), [
      'American Red Cross > american-red-cross',
      'Turkish Red Crescent > turkish-red-crescent',
    ]);
    const recogniser = createActorRecogniser({ actors: [], notActors: [] }, gazetteer);
    const text = 'England, Scotland, Wales, Northern Ireland and the United Kingdom agreed. East Germany and Germany did not.';
    const states = recogniser.link([{ start: 0, text, kind: 'body', mentions: recogniser.recognise(text) }]).map(({ actor }) => actor);
    assert.equal(new Set(states).size, 7);
  });
  it('what there is one of only stays that one; another state’s of the name is another', () => {
    assert.deepEqual(ids("The US State Department spoke. Congress voted. Russia's State Duma voted."), [
      'US State Department > state-department',
      'Congress > congress',
      'State Duma > duma',
    ]);
    assert.deepEqual(ids("Peru's Congress voted."), ['Congress > congress-of-peru']);
  });
  it('a company or school that bears a state’s name is nobody’s institution', () => {
    assert.deepEqual(ids('The Bank of America paid. Boston University answered.'), [
      'Bank of America > bank-of-america',
      'Boston University > boston-university',
    ]);
  });
  it('the registry knows its own under every name, and under no other state’s', () => {
    const actors: readonly Actor[] = [{ id: 'mfa', name: 'Russian Foreign Ministry', kind: 'organisation' }];
    assert.deepEqual(ids("Russia's Foreign Ministry spoke. The Foreign Ministry of the Russian Federation spoke. China's Foreign Ministry did not.", actors), [
      'Foreign Ministry > mfa',
      'Foreign Ministry of the Russian Federation > mfa',
      'Foreign Ministry > foreign-ministry-of-china',
    ]);
  });
});
