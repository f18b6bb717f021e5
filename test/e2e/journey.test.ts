/** What a reader does with the packaged .vsix in a real window, from the first hover to coming back the next day. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../harness/editor.mjs';
import { screenshotOnFailure, Tree, until, Workbench } from './driver';

const rt = '000_857cd91610f1de59.txt';
const inforos = '004_32173f0ff7309e87.txt';
const sidecar = (document: string): string => `${document}.pressmark.yaml`;
const coder = { 'pressmark.coder': 'Tester' };
/** Room for all five views: a pane of one row shows nothing below it. */
const tall = { width: 1400, height: 1500 };

describe('reading', function () {
  let workbench: Workbench;
  before(async () => (workbench = await Workbench.launch({ settings: { ...coder, 'pressmark.marks.shared': true }, viewport: tall })));
  after(() => workbench.close());
  screenshotOnFailure(() => workbench);

  it('lists the five documents by outlet and stance, and says whose judgement each is', async () => {
    const sources = await workbench.view('Sources');
    await sources.find('Outlet RT, 1 document');
    await sources.find('Stance Disputes or disparages, 1 document, coded by coder-a');
    const row = await sources.find(/at Teller Report, machine translation/);
    assert.match((await row.getAttribute('aria-label')) ?? '', /Coded “Disputes or disparages” by coder-a, on \d+ passages?, confidence high: /);
    await sources.find('Outlet Inforos, 1 document');
    await sources.find('Stance Coders disagree, 1 document, coded by coder-a, coder-b');
  });

  it('explains a person on hover: role that day, forms by outlet, why', async () => {
    await workbench.editor.open(rt);
    const card = await workbench.editor.hoverByMouse(rt, { text: 'Anthony Blinken' });
    assert.match(card, /^Antony Blinken — person/);
    assert.match(card, /US Secretary of State \(on 16 January 2022\)/);
    assert.match(card, /RT: Blinken 2, Secretary Blinken 2, Anthony Blinken 1, Etoni Blinken 1/);
    assert.match(card, /European External Action Service: Secretary Blinken 2, Antony J\. Blinken 1/);
    assert.match(card, /All mentions · Statements \(\d+\) · Edit · Merge into… · Another actor… · Not an actor/);
    await workbench.editor.closeHover();
  });

  it('explains a date by keyboard alone: the day, the value, why, and who else speaks of it', async () => {
    const card = await workbench.editor.hoverByKey(rt, { text: '14 January' });
    assert.match(card, /Friday,? 14 January 2022 — date 2022-01-14/);
    assert.match(card, /the last one on or before publication, 16 January 2022, known from elsewhere/);
    assert.match(card, /Also spoken of in 1 other document: European External Action Service \(“Friday”\)/);
    await workbench.editor.closeHover();
  });

  it('shows a tagged passage’s tags, voice, note and coder, and warns of translated wording', async () => {
    const card = await workbench.editor.hoverByKey(rt, { text: 'Moscow has repeatedly' });
    assert.match(card, /^Named source · Denial/);
    assert.match(card, /Coded by coder-a/);
    assert.match(card, /Translated wording; do not cite as verbatim\./);
    await workbench.editor.closeHover();
  });

  it('lists all mentions of an actor from its card', async () => {
    await workbench.editor.hoverByKey(rt, { text: 'Anthony Blinken' });
    await workbench.editor.hoverLink('All mentions');
    await workbench.page.locator('.peekview-widget, .reference-zone-widget').first().waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('takes its marks away and brings them back', async () => {
    await workbench.editor.goTo(rt, { text: 'Josep Borrell' });
    const underlined = async (): Promise<boolean> =>
      (await workbench.editor.decorations('Josep Borrell')).some((style) => /underline/.test(JSON.stringify(style)));
    await until('the name underlined', underlined);
    await workbench.command('Pressmark: Toggle All Marks');
    await until('the name plain', async () => !(await underlined()));
    await workbench.command('Pressmark: Toggle All Marks');
    await until('the name underlined again', underlined);
  });

  it('marks in the margin what another document has too, where the setting asks for it', async () => {
    await workbench.editor.goTo(rt, { text: 'remain open for dialogue' });
    const signs = (): Promise<number> => workbench.editor.signs('elsewhere');
    await until('a sign', async () => (await signs()) > 0);
    await workbench.command('Pressmark: Toggle All Marks');
    await until('none', async () => (await signs()) === 0);
    await workbench.command('Pressmark: Toggle All Marks');
    await workbench.command('View: Split Editor');
    const each = (): Promise<readonly number[]> => workbench.editor.signsOfEach('elsewhere');
    await until('the same sign in both halves', async () => {
      const [left = 0, right = 0] = await each();
      return left > 0 && left === right;
    });
    await workbench.command('View: Close All Editors in Group');
    await until('one half', async () => (await each()).length === 1);
  });

  it('names each outlet’s forms in the Actors view', async () => {
    const actors = await workbench.view('Actors');
    await actors.expand(Tree.beginning('Antony Blinken'));
    await actors.find('RT: Blinken 2, Secretary Blinken 2, Anthony Blinken 1, Etoni Blinken 1');
  });

  it('answers the first question about wordings from its first row on, which is whole and has the focus', async () => {
    // Lower than its rows: a view that holds them all has nowhere to scroll to.
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
    await workbench.editor.open(rt);
    await workbench.editor.goTo(rt, { text: 'remain open for dialogue' });
    await workbench.command('Pressmark: How Others Worded This');
    const tree = new Tree(workbench.page, 'How Others Worded This');
    await tree.waitForRows((rows) => rows.length > 3 && /^This wording, RT/.test(rows[0] ?? '') && /^European External Action Service/.test(rows[1] ?? ''));
    await until('the first row, whole', async () => {
      const [view, row] = await Promise.all([tree.list.boundingBox(), tree.row(/^This wording, RT/).boundingBox()]);
      return view && row && row.y >= view.y && row.y + row.height <= view.y + view.height;
    });
    await until('the focus on the first row', async () => {
      const active = await workbench.page.locator('.monaco-list:focus .monaco-list-row.focused').getAttribute('aria-label');
      return active?.startsWith('This wording, RT');
    });
  });
});

describe('coding', function () {
  let workbench: Workbench;
  const quote = 'fraught with swift, severe and coordinated consequences';
  before(async () => (workbench = await Workbench.launch({ settings: coder, viewport: tall })));
  after(() => workbench.close());
  screenshotOnFailure(() => workbench);

  it('tags the selection from the Codebook view: shaded, listed, and on disk', async () => {
    const codebook = await workbench.view('Codebook');
    await workbench.editor.open(rt);
    await workbench.editor.select(rt, { text: quote });
    await codebook.click(/^Tag Forecast/);
    const text = await workbench.file(sidecar(rt), (content) => content.includes(`quote: "${quote}"`));
    const entry = text.split('\n  - id:').find((part) => part.includes(quote)) ?? '';
    assert.match(entry, /tags: \[forecast\]\n {4}quote: "fraught with/);
    assert.match(entry, /position: \[1573, 1628\]/);
    const passages = await workbench.view('Passages');
    await passages.find(/^Passage fraught with swift, severe and coordinated consequences, tagged Forecast, voice quoted/);
  });

  it('changes one hunk of the sidecar and nothing else', () => {
    const before = readFileSync(path.join(ROOT, 'seeds', sidecar(rt)), 'utf8').split('\n');
    const after = workbench.read(sidecar(rt)).split('\n');
    const head = before.findIndex((line, index) => line !== after[index]);
    const added = after.length - before.length;
    assert.ok(head > 0 && added > 0);
    assert.deepEqual([...after.slice(0, head), ...after.slice(head + added)], before);
  });

  it('adds a second tag to the same passage, by key', async () => {
    await workbench.editor.select(rt, { text: quote });
    await workbench.page.keyboard.press('Control+k');
    await workbench.page.keyboard.press('5');
    await workbench.file(sidecar(rt), (content) => content.includes('tags: [forecast, position]'));
  });

  it('takes a note, and undoes it', async () => {
    await workbench.editor.goTo(rt, { text: quote });
    await workbench.command('Pressmark: Edit Note of Passage…');
    await workbench.editor.writeNote('A threat, said softly');
    await workbench.file(sidecar(rt), (content) => content.includes('note: "A threat, said softly"'));
    await workbench.command('Pressmark: Undo Coding');
    await workbench.file(sidecar(rt), (content) => !content.includes('A threat, said softly'));
  });

  it('keeps what was decided when the window is reloaded', async () => {
    await workbench.reload();
    const passages = await workbench.view('Passages');
    await passages.find(/^Passage fraught with swift, severe and coordinated consequences, tagged Forecast, Position/);
  });

  it('moves the passage with the text that is typed above it, and the sidecar when it is saved', async () => {
    await workbench.editor.goTo(rt, { text: 'The United States' });
    await workbench.editor.type('Brussels, 16 January. ');
    await workbench.editor.save();
    await workbench.file(sidecar(rt), (content) => content.includes('position: [1595, 1650]'));
    const passages = await workbench.view('Passages');
    await passages.find(/^Passage fraught with swift, severe and coordinated consequences, tagged Forecast, Position/);
  });

  it('deletes the passage from the view, and undo brings it back', async () => {
    const passages = await workbench.view('Passages');
    await passages.contextMenu(/^Passage fraught with/, 'Delete Passage');
    await passages.gone(/^Passage fraught with/);
    await workbench.command('Pressmark: Undo Coding');
    await passages.find(/^Passage fraught with/);
    await workbench.file(sidecar(rt), (content) => content.includes(quote));
  });

  it('writes my stance entry when a document is dropped on a position, and asks why', async () => {
    await workbench.command('Pressmark: Group Sources By…');
    await workbench.quickInput.choose('Stance, then outlet');
    const sources = await workbench.view('Sources');
    await sources.find(Tree.beginning('Stance Evaluates both ways'));
    // What is dragged must be in sight together with its target.
    for (const title of ['Codebook', 'Passages', 'Actors']) await workbench.fold(title);
    await sources.drag(/^EU, US agree/, 'Stance Evaluates both ways, 0 documents');
    await workbench.quickInput.enter('It quotes both');
    const text = await workbench.file(sidecar(inforos), (content) => content.includes('by: Tester'));
    assert.match(text, /position: mixed\n(?: {4}status: final\n)? {4}because: "It quotes both"/);
    assert.match(text, /by: coder-a/);
    assert.match(text, /by: coder-b/);
  });

  it('shows a mistake made by hand at its line, with the good entries still there', async () => {
    const file = path.join(workbench.workspace, sidecar(inforos));
    const good = workbench.read(sidecar(inforos));
    writeFileSync(file, good.replace(/tags: \[[^\]]*\]/, 'tags: [no-such-tag]'));
    await workbench.problems(/There is no tag “no-such-tag” in the codebook/);
    const passages = await workbench.view('Passages');
    await workbench.editor.open(inforos);
    await passages.find(/tagged no-such-tag/);
    writeFileSync(file, good.replace('voice: outlet', 'voice: loud'));
    await workbench.problems(/“loud” does not fit here/);
    await passages.find(/^Passage /);
    writeFileSync(file, good);
  });

  it('takes the sidecar along when its document is renamed', async () => {
    await workbench.renameFile(inforos, 'inforos.txt');
    await workbench.file(sidecar('inforos.txt'), (content) => content.includes('by: coder-b'));
    const sources = await workbench.view('Sources');
    await sources.find(/^EU, US agree/);
  });

  it('lets go of a document that is deleted, and keeps its sidecar', async () => {
    rmSync(path.join(workbench.workspace, 'inforos.txt'));
    const sources = await workbench.view('Sources');
    await sources.gone(/^EU, US agree/);
    assert.match(workbench.read(sidecar('inforos.txt')), /by: coder-b/);
    await workbench.problems(/no document beside this sidecar/);
  });
});

describe('starting', function () {
  let workbench: Workbench | undefined;
  screenshotOnFailure(() => workbench);
  afterEach(async () => {
    await workbench?.close();
    workbench = undefined;
  });

  it('says in an empty folder how to make a project of it, and makes one', async () => {
    workbench = await Workbench.launch({
      folder: null,
      settings: coder,
    });
    const folder = path.join(workbench.workspace, 'mine');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'one.txt'), 'Angela Merkel met Emmanuel Macron in Berlin on Monday, 10 January 2022.\n');
    await workbench.reopen(folder);
    const sources = await workbench.view('Sources');
    assert.match(await sources.welcome(), /No news sources here yet/);
    await workbench.command('Pressmark: Make a Project of a Folder…');
    await workbench.quickInput.choose('mine');
    await workbench.quickInput.choose('*.txt');
    await sources.find(/^one\.txt/);
    await workbench.editor.open('one.txt');
    assert.match(await workbench.editor.hoverByKey('mine/one.txt', { text: 'Merkel' }), /^Angela Merkel — person · not in the registry/);
  });

  it('marks and tags in Restricted Mode too', async () => {
    workbench = await Workbench.launch({ restricted: true, settings: coder });
    const sources = await workbench.view('Sources');
    await sources.find('Outlet RT, 1 document');
    await workbench.editor.open(rt);
    assert.match(await workbench.editor.hoverByKey(rt, { text: 'Anthony Blinken' }), /^Antony Blinken — person/);
  });
});
