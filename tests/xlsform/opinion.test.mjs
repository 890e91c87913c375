// The harness itself: what it says of small forms that were looked at by eye, and that it says the same every time.
import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { worth } from './expression.mjs';
import { changes } from './lines.mjs';
import { Opinion } from './opinion.mjs';
import { converted, grown } from './workbooks.mjs';

const GOLDEN = ['household', 'members', 'kinds'];
const VIETNAMESE = 'Tiếng Việt (vi)';
const golden = (name) => fileURLToPath(new URL(`golden/${name}`, import.meta.url));

let folder;
before(async () => (folder = await mkdtemp(join(tmpdir(), 'dong-hanh-xlsform-'))));
after(() => rm(folder, { recursive: true }));

for (const [where, browser] of [['Node', false], ['Chromium', true]]) {
  describe(`the engine in ${where}`, () => {
    let opinion;
    before(async () => (opinion = await Opinion.open({ browser })));
    after(() => opinion.close());

    for (const name of GOLDEN) {
      test(`says of ${name} what it said before`, async () => {
        const [form] = await converted([golden(`${name}.md`)]);
        const steps = JSON.parse(await readFile(golden(`${name}.json`), 'utf8'));
        const states = await opinion.fill(form.xform, { attachments: form.attachments, steps, labels: true, language: VIETNAMESE });
        assert.equal(changes(states), await readFile(golden(`${name}.jsonl`), 'utf8'));
      });
    }

    test('finds expressions worth what they were before', async () => {
      const lines = (await readFile(golden('expressions.jsonl'), 'utf8')).trim().split('\n').map((line) => JSON.parse(line));
      for (const line of lines) assert.deepEqual(await worth(opinion, line.expression), line);
    });
  });
}

describe('forms at random', () => {
  const FORMS = 30;
  let opinion, forms;
  before(async () => {
    opinion = await Opinion.open();
    forms = await converted(await grown(folder, 1, FORMS));
  });
  after(() => opinion.close());

  test('are taken by pyxform and opened by the engine', async () => {
    for (const form of forms) {
      assert.deepEqual(form.errors, [], form.file);
      const [state] = await opinion.fill(form.xform, { attachments: form.attachments });
      assert.equal(state.failed, undefined, form.file);
    }
  });

  test('are the same for the same seed and others for another one', async () => {
    const files = await grown(folder, 1, FORMS);
    const before = await Promise.all(files.map((file) => readFile(file)));
    await grown(folder, 1, FORMS);
    for (const [at, file] of files.entries()) assert.ok(before[at].equals(await readFile(file)), file);
    assert.equal(new Set(forms.map((form) => form.xform)).size, FORMS);
  });

  test('ask for all that a form may hold', () => {
    const all = forms.map((form) => form.xform).join('\n');
    for (const part of ['<repeat ', 'jr:count=', 'relevant=', 'constraint=', 'calculate=', '<setvalue ', 'jr://file-csv/', '<odk:rank ', '<range ', 'randomize(', 'indexed-repeat(']) {
      assert.ok(all.includes(part), `no form has ${part}`);
    }
  });

  test('are filled by steps that say the same when they are done again', async () => {
    let done = 0;
    for (const form of forms) {
      const { attachments } = form;
      const { steps, lines } = await opinion.play(form.xform, { attachments, seed: 7, count: 12 });
      assert.deepEqual(await opinion.fill(form.xform, { attachments, steps }), lines, form.file);
      done += lines.filter((line) => line.step > 0 && !line.refused && !line.threw).length;
    }
    assert.ok(done > FORMS * 6, `only ${done} steps were done`);
  });
});

describe('workbooks', () => {
  test('are told by their content, whatever their ending', async () => {
    const [file] = await grown(folder, 500, 1);
    const misnamed = join(folder, 'misnamed.xls');
    await copyFile(file, misnamed);
    const [form] = await converted([misnamed]);
    assert.deepEqual([form.accepted, form.errors], [true, []]);
  });

  test('that are wrong are refused with a reason', async () => {
    const file = join(folder, 'wrong.md');
    await writeFile(file, '| survey |\n|  | type | name | label |\n|  | colour | q | What? |\n');
    const [form] = await converted([file]);
    assert.equal(form.accepted, false);
    assert.match(form.errors[0], /colour/);
  });

  test('that the engine cannot read are told as such', async () => {
    const file = join(folder, 'unreadable.md');
    await writeFile(file, '| survey |\n|  | type | name | label | relevant |\n|  | text | q | What? | this is no expression |\n');
    const [form] = await converted([file]);
    const opinion = await Opinion.open();
    try {
      const [state] = await opinion.fill(form.xform);
      assert.match(state.failed, /this is no expression/);
    } finally {
      await opinion.close();
    }
  });
});
