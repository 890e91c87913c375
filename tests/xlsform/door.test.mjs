// Our forms as the server's door gives them to other clients: ODK's engine opens them, and what is asked beside the form
// changes nothing in it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Opinion } from './opinion.mjs';
import { inside } from './workbooks.mjs';
import { document, tree, written } from './written.mjs';

const SEEDS = [1, 2];
const STEPS = 20;

const OWN = fileURLToPath(new URL('../../forms', import.meta.url));

/** What the door adds: which household, of which form, when. */
const GROUP = 'dong_hanh';
const CHOOSE = { path: `/data/${GROUP}/household`, value: 'h-1' };

let opinion, forms;
before(async () => {
  opinion = await Opinion.open();
  const files = await inside(OWN);
  const [without, asking] = await Promise.all([written(files), written(files, '--asks')]);
  forms = without.map((form, at) => ({ ...form, asking: asking[at] }));
});
after(() => opinion.close());

describe('our forms at the door', () => {
  test('are all of ours', () => {
    assert.equal(forms.length, 5);
    for (const { file, xform, asking } of forms) assert.ok(xform && asking.xform, file);
  });

  test('open in the engine, and offer the households', async () => {
    for (const { file, asking } of forms) {
      const [state] = await opinion.fill(asking.xform, { attachments: asking.files });
      assert.equal(state.failed, undefined, file);
      const household = state.nodes.find((node) => node.path === CHOOSE.path);
      assert.deepEqual([household.choices, household.violated], [[CHOOSE.value], 'required'], file);
    }
  });

  test('say the same as without the household after the same answers', async () => {
    for (const { file, xform, files, asking } of forms) {
      for (const seed of SEEDS) {
        const { steps, lines } = await opinion.play(xform, { attachments: files, seed, count: STEPS });
        const [, ...said] = await opinion.fill(asking.xform, { attachments: asking.files, steps: [CHOOSE, ...steps] });
        assert.equal(said.length, lines.length, file);
        for (const [step, line] of lines.entries()) {
          assert.deepEqual(stated(said[step], added), stated(line), `${file}, seed ${seed}, step ${step}`);
          assert.match(said[step].instance, /<household>h-1<\/household>/, file);
        }
      }
    }
  });
});

/** Whether the door has added what is called so: its group, or the question why another one has no answer. */
const added = (name) => name === GROUP || name.endsWith('_declined');

/** What is said of a state, leaving out what is called so. */
function stated({ step, nodes, instance, ...state }, leftOut = () => false) {
  const seen = nodes.filter(({ path }) => !path.split('/').some((name) => leftOut(name)));
  return { ...state, nodes: seen, instance: without(tree(document(instance).documentElement), leftOut) };
}

function without({ inner, ...element }, leftOut) {
  if (!Array.isArray(inner)) return { ...element, inner };
  return { ...element, inner: inner.filter(({ name }) => !leftOut(name)).map((each) => without(each, leftOut)) };
}
