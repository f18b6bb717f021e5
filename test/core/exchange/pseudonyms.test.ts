import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exportFormats, exported, pseudonymised, type ExchangeDocument } from '../../../src/core/exchange';
import { strFromU8, unzipSync } from 'fflate';
import { indexProject, parseProject } from '../../../src/core/project';
import { probe, project } from './sample';

const all = { commenters: true, actors: ['ada-vane'], seed: 'x' };
const hidden = (seed = 'x'): ExchangeDocument => {
  const [document] = pseudonymised([probe()], project, { ...all, seed }).documents;
  assert.ok(document);
  return document;
};
const filesOf = (hiding: typeof all): readonly string[] => {
  const leaving = pseudonymised([probe()], project, hiding);
  return exportFormats.flatMap((format) =>
    exported(format, leaving.documents, leaving.project).files.flatMap(({ content }) =>
      typeof content === 'string' ? [content] : Object.values(unzipSync(content)).map((bytes) => strFromU8(bytes)),
    ),
  );
};

describe('pseudonyms', () => {
  it('take a chosen actor out of text, quotes, notes, titles, reasons and the codebook, in every format', () => {
    for (const file of filesOf(all)) assert.doesNotMatch(file, /Vane|VANE|ada-vane|Finch99|Otto Reader|otto_r/);
    assert.ok(
      filesOf(all).some((file) => file.includes('Orlo Finch')),
      'who was not chosen stays',
    );
    assert.ok(filesOf({ ...all, actors: [] }).some((file) => file.includes('Ada Vane')));
    assert.match(
      hidden().text,
      /^Actor 1 meets 😀 Orlo Finch\n\nVANTA — Actor 1 said on Monday that "nothing is decided" 😀\. Actor 1 smiled\. Actor 1 LEFT\./,
    );
    assert.deepEqual([hidden().metadata.title, hidden().metadata.url], ['Actor 1 and others', undefined]);
  });

  it('leave a place that nobody has accepted a suggestion', () => {
    const { passages, ...rest } = probe();
    const [document] = pseudonymised([{ ...rest, passages: passages.map((passage) => ({ ...passage, isSuggested: true })) }], project, all).documents;
    assert.deepEqual(new Set(document?.passages.map(({ isSuggested }) => isSuggested)), new Set([true]));
  });

  it('move passages, mentions and dates with the text', () => {
    const { text, passages, mentions, dates } = hidden();
    assert.deepEqual(
      passages.map(({ annotation, start, end }) => [annotation.quote, text.slice(start, end), annotation.position]),
      ['😀 Orlo', '"nothing is decided" 😀', '"nothing is decided" 😀', 'I know Actor 1.'].map((quote, index) => {
        const { start = 0, end = 0 } = passages[index] ?? {};
        return [quote, quote, [start, end]];
      }),
    );
    assert.deepEqual(
      mentions.map(({ start, end, actor }) => [actor, text.slice(start, end)]),
      [
        ['actor-1', 'Actor 1'],
        ['orlo-finch', 'Orlo Finch'],
        ['actor-1', 'Actor 1'],
        ['actor-1', 'Actor 1'],
      ],
    );
    assert.deepEqual(
      dates.map(({ start, end }) => text.slice(start, end)),
      ['Monday'],
    );
    assert.equal(passages[0]?.annotation.speaker, 'actor-1');
    assert.equal(passages[0].annotation.note, 'on Actor 1\n\nand more');
  });

  it('are the same for one commenter in the whole export, and drawn anew for the next', () => {
    assert.match(hidden().text, /(Commenter [12]), 10 January 2022 at 11:05\n[^]*\n((?!\1)Commenter [12]), 10 January 2022 at 12:15\n\n\1 is wrong, says \2\./);
    const orders = new Set(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((seed) => /Commenter \d/.exec(hidden(seed).text)?.[0]));
    assert.equal(orders.size, 2);
    assert.doesNotMatch(filesOf(all).join('\n'), /seed/);
  });

  it('leave text without names as it is, and nobody’s passage without its words', () => {
    const none = pseudonymised([probe()], project, { commenters: false, actors: [], seed: 'x' }).documents[0];
    assert.equal(none?.text, probe().text);
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const { text, passages } = hidden(seed);
        for (const { annotation, start, end } of passages) assert.equal(annotation.quote, text.slice(start, end));
      }),
      { numRuns: 20 },
    );
  });

  it('take a chosen actor out of questions, positions, events and names, and warn of the ids that hold one', () => {
    const index = indexProject(
      parseProject(`pressmark: 1
stance: [{ id: on-ada-vane, question: "Does it side with Ada Vane?", positions: [{ id: for-vane, label: Praises Ada Vane, description: "Vane is right." }] }]
events: [{ id: talks, name: "The Ada Vane talks", description: "What Vane said." }]
outlets: [{ id: vanes-blog, name: Ada Vane’s Blog }]
actors: [{ id: ada-vane, name: Ada Vane, kind: person, aliases: [Vane] }]
tags: [{ id: vanetta, label: Other }]
`).value,
    );
    const leaving = pseudonymised([probe()], { name: 'The Vane file', index }, all);
    const { stance, events, outlets } = leaving.project.index.project;
    assert.doesNotMatch(JSON.stringify([leaving.project.name, stance, events, outlets]).replaceAll('on-ada-vane', '').replaceAll('for-vane', ''), /Vane/);
    assert.equal(stance?.[0]?.positions[0]?.label, 'Praises Actor 1');
    const warned = leaving.losses.find(({ message }) => message.includes('stands in ids or paths'));
    assert.deepEqual(warned?.args[0], 'on-ada-vane, for-vane');
  });
});
