// Our evaluator says what ODK's engine says, after every answer of many sequences.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { agree } from './agree.mjs';
import { inside, plain } from './workbooks.mjs';

/** How often each form is filled. */
const EACH = 4;

const beside = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Workbooks of others, where they lie beside the project. */
const OTHERS = beside('../../../shared/data/xlsforms');

/** The project's own; the rest is grown. */
const OWN = beside('../../forms');
const ALL = 490;
const GROWN = Number(process.env.GROWN_FORMS ?? ALL);

test('both say the same of every node after every step', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'dong-hanh-agree-'));
  context.after(() => rm(folder, { recursive: true }));
  const own = await plain(join(folder, 'own'), await inside(OWN));
  const given = [own, OTHERS].filter(existsSync);
  const { sums, differences, exceptions } = await agree(folder, { given, forms: GROWN, each: EACH, count: 20, from: 1 });
  for (const line of exceptions.told()) context.diagnostic(line);
  assert.deepEqual(differences, []);
  // Among fewer forms some exceptions may not come up.
  if (GROWN >= ALL) assert.deepEqual(exceptions.unmet(), [], 'exceptions that are none');
  // What neither of the two takes, and what others made, is not there everywhere.
  assert.ok(sums.sequences >= 0.95 * EACH * GROWN, `only ${sums.sequences} sequences`);
  // Where ODK's engine breaks, or something follows from an exception, a sequence ends early.
  assert.ok(exceptions.compared >= 0.9 * sums.sequences, `only ${exceptions.compared} to their end`);
});
