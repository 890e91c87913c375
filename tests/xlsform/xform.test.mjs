// Our XForm of a workbook and pyxform's describe the same: the same instance, and after the same answers ODK's engine states the
// same of both.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Opinion } from './opinion.mjs';
import { converted, grown, inside, plain } from './workbooks.mjs';
import { document, tree, written } from './written.mjs';

const GROWN = Number(process.env.XFORMS ?? 24);
const STEPS = 20;

const beside = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The project's own workbooks. */
const OWN = beside('../../forms');

/** Those of others, where they lie beside the project. */
const OTHERS = beside('../../../shared/data/xlsforms');

/** Workbooks of which the two say different things, and why; one that agrees after all has no place here. */
const OTHERWISE = {
  'flat_xlsform_test.xlsx': 'the setting “flat”, which pyxform itself calls deprecated: groups stay groups here',
  'xlsform_spec_test.xlsx': 'it asks for `uri:deviceid`, an old word that ODK’s engine leaves empty; here it is `deviceid`',
};

let folder, opinion, owned, forms;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dong-hanh-xform-'));
  opinion = await Opinion.open();
  // A repeat that begins with none only a column of our own can say: both read the workbooks without it.
  owned = await inside(await plain(join(folder, 'own'), await inside(OWN)));
  const others = existsSync(OTHERS) ? await inside(OTHERS) : [];
  const files = [...owned, ...others, ...(await grown(folder, 1, GROWN))];
  const [theirs, ours] = await Promise.all([converted(files), written(files)]);
  forms = theirs.map((form, at) => ({ ...form, ours: ours[at] })).filter((form) => form.accepted && form.ours.xform);
});
after(async () => {
  await opinion.close();
  await rm(folder, { recursive: true });
});

describe('our XForms', () => {
  test('are there for the workbooks that pyxform takes', () => {
    assert.ok(forms.length >= GROWN, `only ${forms.length} forms`);
    const there = forms.map((form) => form.file);
    for (const own of owned) assert.ok(there.includes(basename(own)), own);
  });

  test('begin with the same instance', () => {
    for (const form of forms.filter((each) => !(each.file in OTHERWISE))) {
      assert.deepEqual(instance(form.ours.xform), instance(form.xform), form.file);
    }
  });

  test('show and play the same beside their words', () => {
    for (const form of forms) assert.deepEqual(shown(form.ours.xform), shown(form.xform), form.file);
  });

  test('say the same after the same answers', async () => {
    const different = {};
    for (const form of forms) {
      const { steps, lines } = await opinion.play(form.xform, { attachments: form.attachments, seed: 1, count: STEPS });
      const said = await opinion.fill(form.ours.xform, { attachments: { ...form.attachments, ...form.ours.files }, steps });
      const first = lines.findIndex((line, step) => stated(line) !== stated(said[step] ?? {}));
      if (first !== -1) different[form.file] = difference(lines[first], said[first] ?? {});
    }
    const expected = forms.map((form) => form.file).filter((file) => file in OTHERWISE);
    assert.deepEqual(Object.keys(different).sort(), expected.sort(), JSON.stringify(different, null, 1));
  });
});

/** What is compared of a state. */
function stated({ instance: xml, failed, ...state }) {
  return JSON.stringify({ ...state, failed: failed !== undefined, instance: xml && tree(document(xml).documentElement) });
}

/** What is seen and heard beside the words of a form: what for, and which file. */
function shown(xform) {
  const values = [...document(xform).querySelectorAll('itext value[form]')].filter((value) => value.textContent.startsWith('jr://'));
  return [...new Set(values.map((value) => `${value.getAttribute('form')} ${value.textContent}`))].sort();
}

/** The first thing that is said otherwise. */
function difference(theirs, ours) {
  if (ours.failed || theirs.failed) return { theirs: theirs.failed, ours: ours.failed };
  const at = (theirs.nodes ?? []).findIndex((node, place) => JSON.stringify(node) !== JSON.stringify(ours.nodes?.[place]));
  if (at !== -1) return { step: theirs.step, theirs: theirs.nodes[at], ours: ours.nodes?.[at] };
  return { step: theirs.step, theirs: { ...theirs, nodes: undefined }, ours: { ...ours, nodes: undefined } };
}

/** The element that answers go into, as the form begins. */
function instance(xform) {
  const data = document(xform).querySelector('model > instance > *');
  // In an instance that is added pyxform begins a repeat with one where it lies in a group, and with none elsewhere.
  for (const inner of data.querySelectorAll('[*|template] [*|template]')) {
    for (let next = inner.nextElementSibling; next?.localName === inner.localName; next = inner.nextElementSibling) next.remove();
  }
  return tree(data);
}
