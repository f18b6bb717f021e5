/** `.qdpx` and `.qdc` by the rules of the REFI-QDA schema (Project.xsd of 18 March 2019), and as QualCoder's importer goes through them. */
import assert from 'node:assert/strict';
import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { strFromU8, unzipSync } from 'fflate';
import { exported } from '../../../src/core/exchange';
import { probe, project, text } from './sample';

/** Of each type: its elements in the order of the sequence with their least and greatest number, and its attributes. */
interface Rule {
  readonly sequence: readonly (readonly [name: string, least: number, most: number])[];
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly text?: boolean;
}
const many = Number.POSITIVE_INFINITY;
const audit = ['creatingUser', 'creationDateTime', 'modifyingUser', 'modifiedDateTime'];
const reference: Rule = { sequence: [], required: ['targetGUID'], optional: [] };
const words: Rule = { sequence: [], required: [], optional: [], text: true };
const textSource: Rule = {
  sequence: [
    ['Description', 0, 1],
    ['PlainTextContent', 0, 1],
    ['PlainTextSelection', 0, many],
    ['Coding', 0, many],
    ['NoteRef', 0, many],
    ['VariableValue', 0, many],
  ],
  required: ['guid'],
  optional: ['name', 'richTextPath', 'plainTextPath', ...audit],
};
const rules: Readonly<Record<string, Rule>> = {
  Project: {
    sequence: [
      ['Users', 0, 1],
      ['CodeBook', 0, 1],
      ['Variables', 0, 1],
      ['Cases', 0, 1],
      ['Sources', 0, 1],
      ['Notes', 0, 1],
      ['Links', 0, 1],
      ['Sets', 0, 1],
      ['Graphs', 0, 1],
      ['Description', 0, 1],
      ['NoteRef', 0, many],
    ],
    required: ['name'],
    optional: ['xmlns', 'origin', 'creatingUserGUID', 'creationDateTime', 'modifyingUserGUID', 'modifiedDateTime', 'basePath'],
  },
  Users: { sequence: [['User', 1, many]], required: [], optional: [] },
  User: { sequence: [], required: ['guid'], optional: ['name', 'id'] },
  CodeBook: { sequence: [['Codes', 1, 1]], required: [], optional: ['xmlns', 'origin'] },
  Codes: { sequence: [['Code', 1, many]], required: [], optional: [] },
  Code: {
    sequence: [
      ['Description', 0, 1],
      ['NoteRef', 0, many],
      ['Code', 0, many],
    ],
    required: ['guid', 'name', 'isCodable'],
    optional: ['color'],
  },
  Variables: { sequence: [['Variable', 1, many]], required: [], optional: [] },
  Variable: { sequence: [['Description', 0, 1]], required: ['guid', 'name', 'typeOfVariable'], optional: [] },
  VariableValue: {
    sequence: [
      ['VariableRef', 1, 1],
      ['TextValue', 0, 1],
    ],
    required: [],
    optional: [],
  },
  Sources: { sequence: [['TextSource', 1, many]], required: [], optional: [] },
  TextSource: textSource,
  Notes: { sequence: [['Note', 1, many]], required: [], optional: [] },
  Note: textSource,
  PlainTextSelection: {
    sequence: [
      ['Description', 0, 1],
      ['Coding', 0, many],
      ['NoteRef', 0, many],
    ],
    required: ['guid', 'startPosition', 'endPosition'],
    optional: ['name', ...audit],
  },
  Coding: {
    sequence: [
      ['CodeRef', 1, 1],
      ['NoteRef', 0, many],
    ],
    required: ['guid'],
    optional: ['creatingUser', 'creationDateTime'],
  },
  CodeRef: reference,
  NoteRef: reference,
  VariableRef: reference,
  Description: words,
  PlainTextContent: words,
  TextValue: words,
};

const guid = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;
const types: Readonly<Record<string, RegExp>> = {
  guid,
  targetGUID: guid,
  creatingUser: guid,
  modifyingUser: guid,
  creationDateTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/,
  modifiedDateTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/,
  color: /^#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})$/,
  isCodable: /^(true|false|0|1)$/,
  startPosition: /^\d+$/,
  endPosition: /^\d+$/,
  typeOfVariable: /^(Text|Boolean|Integer|Float|Date|DateTime)$/,
};

function elementsOf(node: XmlElement): readonly XmlElement[] {
  return node.children.filter((child) => child instanceof XmlElement);
}

function check(node: XmlElement, path = node.name): void {
  const rule = rules[node.name];
  assert.ok(rule, `${path} is no element of the schema`);
  const names = elementsOf(node).map(({ name }) => name);
  let at = 0;
  for (const [name, least, most] of rule.sequence) {
    let count = 0;
    while (names[at] === name) [at, count] = [at + 1, count + 1];
    assert.ok(count >= least && count <= most, `${path}: ${count} of ${name}`);
  }
  assert.equal(at, names.length, `${path}: ${names.join(' ')} is not in the order of the sequence`);
  if (rule.text !== true)
    assert.equal(
      node.children.length === 0 ||
        node.text.trim() ===
          elementsOf(node)
            .map((one) => one.text)
            .join('')
            .trim() ||
        names.length > 0,
      true,
      path,
    );
  for (const name of rule.required) assert.ok(node.attributes[name] !== undefined, `${path}: ${name} is missing`);
  for (const [name, value] of Object.entries(node.attributes)) {
    assert.ok([...rule.required, ...rule.optional].includes(name), `${path}: ${name} is no attribute of it`);
    assert.match(value, types[name] ?? /^/, `${path}/@${name}`);
  }
  for (const child of elementsOf(node)) check(child, `${path}/${child.name}`);
}

function below(node: XmlElement, name: string): readonly XmlElement[] {
  return elementsOf(node).flatMap((child) => [...(child.name === name ? [child] : []), ...below(child, name)]);
}

function archive(quotes = true): { readonly root: XmlElement; readonly parts: Readonly<Record<string, Uint8Array>> } {
  const content = exported('qdpx', [probe(quotes)], project).files[0]?.content;
  assert.ok(content instanceof Uint8Array);
  const parts = unzipSync(content);
  const { root } = parseXml(strFromU8(parts['project.qde'] ?? new Uint8Array()));
  assert.ok(root);
  return { root, parts };
}

describe('REFI-QDA', () => {
  it('has its elements and attributes in the order and number of the schema, and no empty container', () => {
    check(archive().root);
    check(archive(false).root);
    const content = exported('qdpx', [], { ...project, index: { ...project.index, tags: [], project: { pressmark: 1 } } }).files[0]?.content;
    const { root } = parseXml(strFromU8(unzipSync(content as Uint8Array)['project.qde'] ?? new Uint8Array()));
    assert.ok(root);
    check(root);
    assert.deepEqual(
      elementsOf(root).map(({ name }) => name),
      ['Variables'],
      'without documents and tags there is nothing else to contain',
    );
    const codebook = parseXml(exported('qdc', [], project).files[0]?.content as string).root;
    assert.ok(codebook);
    check(codebook);
  });

  it('has every guid once, and every reference leads to one', () => {
    const { root } = archive();
    const all = ['User', 'Code', 'Variable', 'TextSource', 'Note', 'PlainTextSelection', 'Coding'].flatMap((name) => below(root, name));
    const guids = all.map((one) => one.attributes['guid'] ?? '');
    assert.equal(new Set(guids).size, guids.length);
    const targets = ['CodeRef', 'NoteRef', 'VariableRef'].flatMap((name) => below(root, name)).map((one) => one.attributes['targetGUID'] ?? '');
    const users = all.flatMap((one) => one.attributes['creatingUser'] ?? []);
    assert.ok(targets.length > 6 && users.length > 6);
    for (const target of [...targets, ...users]) assert.ok(guids.includes(target), target);
  });

  it('has memos as notes, whose text is all of it', () => {
    const { root } = archive();
    const [note] = below(root, 'Note');
    assert.equal(elementsOf(note as XmlElement)[0]?.text, 'on Vane\n\nand more\n\nVoice: quoted\n\nSpeaker: ada-vane');
    assert.equal(below(root, 'NoteRef')[0]?.attributes['targetGUID'], note?.attributes['guid']);
  });

  it('withholds text and quotes where the project keeps none, in every file of the archive', () => {
    const { parts } = archive(false);
    for (const [name, bytes] of Object.entries(parts)) assert.doesNotMatch(strFromU8(bytes), /nothing is decided|I know|smiled/, name);
    assert.match(strFromU8(archive().parts[Object.keys(archive().parts).find((name) => name.endsWith('.txt')) ?? ''] ?? new Uint8Array()), /I know/);
  });

  // ccbogel/QualCoder, src/qualcoder/refi.py: what its importer takes for granted, step by step.
  it('is read by QualCoder as it was meant', () => {
    const { root, parts } = archive();
    assert.ok(
      Object.keys(parts).every((name) => name === 'project.qde' || name.startsWith('sources/')),
      'the folder is Sources or sources',
    );
    const top = elementsOf(root);
    // `list(c)[0]` of the CodeBook is Codes.
    assert.equal(elementsOf(top.find(({ name }) => name === 'CodeBook') as XmlElement)[0]?.name, 'Codes');
    const codes = new Map(below(root, 'Code').map((code) => [code.attributes['guid'], code.attributes['name']] as const));
    assert.equal(new Set(codes.values()).size, codes.size, 'names of codes are unique in its table');
    const users = new Map(below(root, 'User').map((user) => [user.attributes['guid'], user.attributes['name']] as const));
    const codings = below(root, 'TextSource').flatMap((source) => {
      const path = (source.attributes['plainTextPath'] ?? '').split('internal:/')[1] ?? '';
      // Opened as UTF-8 with universal newlines; strings of Python are code points.
      const fulltext = [...strFromU8(parts[`sources${path}`] ?? new Uint8Array()).replace(/\r\n?/g, '\n')];
      assert.equal(fulltext.join(''), text);
      return elementsOf(source)
        .filter(({ name }) => name === 'PlainTextSelection')
        .flatMap((selection) => {
          const { startPosition, endPosition, creationDateTime, creatingUser } = selection.attributes;
          // `create_date.replace` breaks off the whole import where there is none.
          assert.ok(creationDateTime !== undefined);
          const selected = fulltext.slice(Number(startPosition), Number(endPosition)).join('');
          return elementsOf(selection)
            .filter(({ name }) => name === 'Coding')
            .map((coding) => {
              // `list(el)[0]` of a Coding is its CodeRef.
              const [reference] = elementsOf(coding);
              assert.equal(reference?.name, 'CodeRef');
              return [users.get(creatingUser), codes.get(reference?.attributes['targetGUID']), selected];
            });
        });
    });
    assert.deepEqual(codings, [
      ['anna', 'Denial', '😀 Orlo'],
      ['Ben B.', 'Denial', '"nothing is decided" 😀'],
      ['Ben B.', 'Doubt & co', '"nothing is decided" 😀'],
      ['Ben B.', 'unknown-tag', '"nothing is decided" 😀'],
      ['anna', 'Doubt & co', 'I know Ada Vane.'],
    ]);
    for (const note of below(root, 'Note')) assert.ok(note.attributes['name'] && note.attributes['creationDateTime']);
  });
});
