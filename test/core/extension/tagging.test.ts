/** What is behind the tag picker, the lines of overlapping passages and the signs in the gutter. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { tagColors } from '../../../src/extension/contributions';
import { levelsOf, tagLines } from '../../../src/extension/features/decorations/levels';
import { signColors, signOf } from '../../../src/extension/features/decorations/signs';
import { lineStyles } from '../../../src/extension/features/decorations/patterns';
import { fits, tagCodes } from '../../../src/extension/features/tagging/codes';
import { indexProject } from '../../../src/core/project/lookup';
import { tagNow } from '../../../src/extension/features/tagging/kept';
import { codebook } from '../../support/codebook';

describe('the two letters of a tag', () => {
  it('are its own in a codebook of fifty, and all but a few come from its label', () => {
    assert.equal(codebook.length, 50);
    const codes = tagCodes(codebook);
    assert.equal(new Set(codes).size, 50);
    for (const code of codes) assert.match(code ?? '', /^[a-z]{2}$/);
    assert.deepEqual(codes.slice(0, 6), ['ns', 'us', 'os', 'no', 'he', 'st']);
    assert.equal(tagCodes(['Élan'])[0], 'el', 'accents are dropped');
  });

  it('are unique and stay when a tag is added at the end, whatever the labels are', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 30 }), { maxLength: 200 }), fc.string(), (labels, more) => {
        const codes = tagCodes(labels);
        assert.equal(new Set(codes).size, labels.length);
        assert.deepEqual(tagCodes([...labels, more]).slice(0, labels.length), codes);
      }),
    );
  });
});

describe('searching a tag', () => {
  const tag = { code: 'ns', label: 'Named source', id: 'attribution-named', description: 'The origin is a person that a reader could look up.' };
  const found = ['', 'ns', 'named', 'sour', 'ource', 'attribution', 'nmdsrc', 'ATTR', 'look up'];
  for (const query of found) it(`finds it by “${query}”`, () => assert.ok(fits(query, tag)));
  for (const query of ['lkup', 'zebra', '(', 'sourcenamed']) it(`does not find it by “${query}”`, () => assert.ok(!fits(query, tag)));
});

describe('the levels of overlapping passages', () => {
  it('put the longest at the bottom, each other on a line of its own, and what does not overlap on the same', () => {
    assert.deepEqual(
      levelsOf([
        { start: 5, end: 8 },
        { start: 0, end: 20 },
        { start: 6, end: 7 },
        { start: 8, end: 12 },
        { start: 20, end: 30 },
      ]),
      [1, 0, 2, 1, 0],
    );
  });

  it('are one a tag for a passage with several tags, each with its own lane, and a passage without a tag has one too', () => {
    assert.deepEqual(
      tagLines([
        { range: { start: 0, end: 9 }, tags: ['threat', 'denial'] },
        { range: { start: 3, end: 5 }, tags: [] },
      ]),
      [
        { passage: 0, tag: 'threat', order: 0, level: 0 },
        { passage: 0, tag: 'denial', order: 1, level: 1 },
        { passage: 1, tag: undefined, order: 0, level: 2 },
      ],
    );
  });

  it('never give one level to two that overlap, and use no more than the depth', () => {
    const range = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 20 })).map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(fc.array(range, { maxLength: 40 }), (ranges) => {
        const levels = levelsOf(ranges);
        ranges.forEach((a, i) =>
          ranges.forEach((b, j) => {
            if (i !== j && a.start < b.end && b.start < a.end) assert.notEqual(levels[i], levels[j]);
          }),
        );
        const depth = Math.max(0, ...Array.from({ length: 81 }, (_, at) => ranges.filter(({ start, end }) => start <= at && at < end).length));
        assert.equal(Math.max(-1, ...levels) + 1, depth);
      }),
    );
  });
});

describe('tag colours', () => {
  const manifest = JSON.parse(readFileSync(path.join(__dirname, '../../../package.json'), 'utf8')) as {
    readonly contributes: { readonly colors: readonly { readonly id: string; readonly defaults: { readonly light: string; readonly dark: string } }[] };
  };

  it('are the same in the gutter as in the manifest', () => {
    for (const name of tagColors) {
      const defaults = manifest.contributes.colors.find(({ id }) => id === `pressmark.tag.${name}`)?.defaults;
      assert.deepEqual(signColors[name], { light: defaults?.light, dark: defaults?.dark }, name);
    }
  });

  it('have a shape each in the gutter; a colour of one’s own has another, and what is no colour is gray', () => {
    const shape = (color: string): string => decodeURIComponent(signOf(color, 'dark')).replace(/fill="#[^"]*"/, '');
    assert.equal(new Set([...tagColors, '#123456'].map(shape)).size, tagColors.length + 1);
    assert.match(decodeURIComponent(signOf('#123456', 'light')), /fill="#123456"/);
    assert.ok(!signOf('"><script>', 'light').includes('script'));
    assert.match(decodeURIComponent(signOf('blue', 'light', 12)), />9\+</);
  });

  it('stay apart under each colour-vision deficiency, or differ in the line below the passage', () => {
    for (const theme of ['light', 'dark'] as const)
      for (const [deficiency, matrix] of Object.entries(deficiencies))
        for (const [index, one] of tagColors.entries())
          for (const other of tagColors.slice(index + 1)) {
            const apart = distance(seen(signColors[one][theme], matrix), seen(signColors[other][theme], matrix));
            if (apart < tooClose) assert.notEqual(lineStyles[one], lineStyles[other], `${one} and ${other}, ${theme}, ${deficiency}: ${apart.toFixed(1)}`);
          }
  });

  /** Differences in CIELAB (CIE76) below this are hard to tell in small areas; 2.3 is just noticeable in large ones (Mahy, Van Eycken and Oosterlinck 1994). */
  const tooClose = 13;

  /** Simulation in linear RGB at full severity: Machado, Oliveira and Fernandes 2009. */
  const deficiencies: Readonly<Record<string, readonly (readonly [number, number, number])[]>> = {
    protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
  }; // prettier-ignore

  type Triple = readonly [number, number, number];

  function seen(hex: string, matrix: readonly Triple[]): Triple {
    const linear = [1, 3, 5].map((at) => {
      const value = parseInt(hex.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    const row = (weights: Triple | undefined): number =>
      Math.min(
        1,
        Math.max(
          0,
          (weights ?? []).reduce((sum, weight, i) => sum + weight * (linear[i] ?? 0), 0),
        ),
      );
    return lab([row(matrix[0]), row(matrix[1]), row(matrix[2])]);
  }

  /** Linear sRGB to CIELAB, D65. */
  function lab([r, g, b]: Triple): Triple {
    const f = (value: number): number => (value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116);
    const [x, y, z] = [
      (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047,
      0.2126729 * r + 0.7151522 * g + 0.072175 * b,
      (0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883,
    ].map(f);
    return [116 * (y ?? 0) - 16, 500 * ((x ?? 0) - (y ?? 0)), 200 * ((y ?? 0) - (z ?? 0))];
  }

  function distance(a: Triple, b: Triple): number {
    return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  }
});

describe('a kept tag', () => {
  const kept = { project: 'p', tag: 'threat', label: 'Threat' };
  const now = (tags: readonly { id: string; label: string; replaces?: string[] }[]) => tagNow(kept, indexProject({ pressmark: 1, tags: [...tags] }));

  it('stays, follows a new label and a merge, and goes with its tag', () => {
    assert.equal(now([{ id: 'threat', label: 'Threat' }]), kept);
    assert.deepEqual(now([{ id: 'threat', label: 'Menace' }]), { ...kept, label: 'Menace' });
    assert.deepEqual(now([{ id: 'denial', label: 'Denial', replaces: ['threat'] }]), { project: 'p', tag: 'denial', label: 'Denial' });
    assert.equal(now([{ id: 'denial', label: 'Denial' }]), undefined);
  });
});
