/** Two branches whose project files differ: by whose codebook they are compared, and what is said of the rest. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codebookOf } from '../../../src/core/agreement/codebook';
import type { Project, Tag } from '../../../src/core/project/schema';

const project = (tags: readonly Tag[], stance: Project['stance'] = []): Project => ({ pressmark: 1, tags: [...tags], stance });
const tag = (id: string, replaces?: string[]): Tag => ({ id, label: id.toUpperCase(), ...(replaces && { replaces }) });
const tone = { id: 'tone', question: 'Tone?', positions: [{ id: 'warm', label: 'Warm' }] };

describe('the codebook of two branches', () => {
  it('is that of the project as it is open, then what only the branches have, the first’s before the second’s', () => {
    const here = project([{ ...tag('praise'), label: 'Praise here', children: [tag('thanks')] }], [tone]);
    const { index, lacking } = codebookOf(here, [
      {
        name: 'first',
        project: project(
          [tag('praise'), tag('sneer')],
          [
            { ...tone, question: 'Another wording?' },
            { ...tone, id: 'trust' },
          ],
        ),
      },
      { name: 'second', project: project([tag('thanks'), { ...tag('sneer'), label: 'Another label' }, tag('doubt')]) },
    ]);
    assert.deepEqual(
      index.tags.map((flat) => flat.tag.label),
      ['Praise here', 'THANKS', 'SNEER', 'DOUBT'],
    );
    assert.deepEqual(
      index.project.stance?.map(({ question }) => question),
      ['Tone?', 'Tone?'],
    );
    const tagLacks = (id: string): unknown => lacking({ kind: 'tag', id });
    assert.deepEqual(tagLacks('praise'), { here: false, branches: ['second'] });
    assert.deepEqual(tagLacks('sneer'), { here: true, branches: [] });
    assert.deepEqual(tagLacks('doubt'), { here: true, branches: ['first'] });
    assert.deepEqual(tagLacks('nobodys'), { here: true, branches: ['first', 'second'] });
    assert.deepEqual(lacking({ kind: 'stance', question: 'trust' }), { here: true, branches: ['second'] });
  });

  it('takes as one what a branch has merged of tags that the project here does not know, and leaves apart what it does', () => {
    const branches = [
      { name: 'first', project: project([tag('praise', ['applause', 'thanks']), tag('scorn', ['sneer'])]) },
      { name: 'second', project: project([tag('applause', ['cheers']), tag('sneer')]) },
    ];
    const { index, lacking } = codebookOf(project([tag('praise'), tag('thanks')]), branches);
    assert.deepEqual(['applause', 'cheers', 'sneer', 'thanks'].map(index.tagId), ['praise', 'praise', 'scorn', 'thanks']);
    assert.deepEqual(lacking({ kind: 'tag', id: 'scorn' }), { here: true, branches: [] }, 'the second knows it under the name that was merged');
  });

  it('says nothing of a branch without a project file, and is the project’s own where nothing is compared', () => {
    const here = project([tag('praise')], [tone]);
    const alone = codebookOf(here, [{ name: 'first', project: undefined }]);
    assert.deepEqual(alone.index.tags, codebookOf(here, []).index.tags);
    assert.deepEqual(alone.lacking({ kind: 'tag', id: 'praise' }), { here: false, branches: [] });
  });

  it('never changes what the project here says, whatever the branches merge, in circles too', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const tags = fc.uniqueArray(fc.tuple(fc.constantFrom(...ids), fc.subarray(ids)), { selector: ([id]) => id });
    const projects = tags.map((all) => project(all.map(([id, replaces]) => tag(id, replaces))));
    fc.assert(
      fc.property(projects, projects, projects, (here, first, second) => {
        const own = codebookOf(here, []).index;
        const { index } = codebookOf(here, [
          { name: 'first', project: first },
          { name: 'second', project: second },
        ]);
        for (const id of ids) {
          if (own.tag(id)) assert.equal(index.tagId(id), own.tagId(id));
          assert.equal(index.tagId(index.tagId(id)), index.tagId(id));
          assert.equal(index.tag(id) === undefined, ![own, codebookOf(first, []).index, codebookOf(second, []).index].some((by) => by.tag(id)));
        }
      }),
    );
  });
});
