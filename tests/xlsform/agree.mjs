// Our evaluator beside ODK's: both fill the same forms by the same steps, and what they say after each is compared.
//
// node agree.mjs FOLDER [--grown NUMBER] [--each NUMBER] [--steps NUMBER] [--from SEED] WORKBOOK_OR_FOLDER...
//
// Grown workbooks are written to FOLDER. DONG_HANH_SERVER names our binary, PYXFORM a Python with requirements.txt. Prints what
// was compared, how often each exception of `otherwise.mjs` was met, and where the two differ.
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { parse } from 'node:path';
import { compared } from './compared.mjs';
import { Opinion } from './opinion.mjs';
import { ours } from './ours.mjs';
import { Exceptions } from './otherwise.mjs';
import { converted, grown, inside } from './workbooks.mjs';

/**
 * Fills forms by both.
 *
 * @returns `sums`, `differences` as texts, and `exceptions`
 */
export async function agree(folder, { given = [], forms, each, count, from }) {
  const files = [...(await Promise.all(given.map(inside))).flat(), ...(await grown(folder, from, forms))];
  const sums = { forms: 0, refused: 0, sequences: 0, steps: 0 };
  const exceptions = new Exceptions();
  const differences = [];
  const opinion = await Opinion.open();
  try {
    const made = await converted(files);
    for (const [at, form] of made.entries()) {
      if (exceptions.form(parse(files[at]).name)) continue;
      const drawn = form.accepted ? await sequences(opinion, form, { each, count, from }) : null;
      const filled = await ours(files[at], drawn?.map(({ steps }) => steps) ?? []);
      if ((drawn === null) !== (filled === null)) differences.push(`${form.file} is refused by ${filled ? 'ODK' : 'us'} alone`);
      if (!drawn || !filled) {
        sums.refused += 1;
        continue;
      }
      sums.forms += 1;
      for (const [nth, { seed, steps, lines }] of drawn.entries()) {
        sums.sequences += 1;
        sums.steps += steps.length;
        const found = compared(form, steps, lines, filled[nth], exceptions);
        if (found) differences.push(`${form.file} (seed ${seed}): ${found}`);
      }
    }
  } finally {
    await opinion.close();
  }
  return { sums, differences, exceptions };
}

/** Sequences drawn from seeds, with what ODK's engine says of each; none where it cannot open the form. */
async function sequences(opinion, form, { each, count, from }) {
  const drawn = [];
  for (let seed = from; seed < from + each; seed += 1) {
    const { attachments } = form;
    const { steps, lines } = await opinion.play(form.xform, { attachments, seed, count });
    if (lines[0].failed) return null;
    drawn.push({ seed, steps, lines });
  }
  return drawn;
}

async function main() {
  const number = (value) => ({ type: 'string', default: String(value) });
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { grown: number(100), each: number(4), steps: number(20), from: number(1) },
  });
  const [folder, ...given] = positionals;
  const [forms, each, count, from] = [values.grown, values.each, values.steps, values.from].map(Number);
  const { sums, differences, exceptions } = await agree(folder, { given, forms, each, count, from });
  console.log(JSON.stringify(sums));
  for (const line of exceptions.told()) console.log(line);
  for (const difference of differences) console.log(difference);
  process.exitCode = differences.length > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main();
