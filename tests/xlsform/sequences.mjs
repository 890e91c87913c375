// Sequences of answers for two engines to agree on, as lines of JSON: {"file", "seed", "steps", "states"}.
//
// node sequences.mjs FOLDER [--grown NUMBER] [--each NUMBER] [--steps NUMBER] [--from SEED] WORKBOOK_OR_FOLDER...
//
// Grown workbooks are written to FOLDER, and XForms to FOLDER/NAME.xml. Every form that pyxform and the engine take is filled
// `each` times; of the others there is a line {"file", "errors"}. Prints the lines; sums go to the standard error.
import { once } from 'node:events';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Opinion } from './opinion.mjs';
import { converted, grown } from './workbooks.mjs';

const number = (value) => ({ type: 'string', default: String(value) });
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { grown: number(100), each: number(4), steps: number(20), from: number(1) },
});
const [folder, ...given] = positionals;
const [forms, each, count, from] = [values.grown, values.each, values.steps, values.from].map(Number);

await mkdir(folder, { recursive: true });
const files = [...(await Promise.all(given.map(inside))).flat(), ...(await grown(folder, from, forms))];
const opinion = await Opinion.open();
const sums = { sequences: 0, steps: 0, refused: 0, threw: 0, failed: 0 };
for (const form of await converted(files)) {
  if (!form.accepted) {
    await print({ file: form.file, errors: form.errors });
    sums.failed += 1;
    continue;
  }
  await writeFile(join(folder, `${basename(form.file, extname(form.file))}.xml`), form.xform);
  for (let seed = from; seed < from + each; seed += 1) {
    const { steps, lines: states } = await opinion.play(form.xform, { attachments: form.attachments, seed, count });
    if (states[0].failed) {
      await print({ file: form.file, errors: [states[0].failed] });
      sums.failed += 1;
      break;
    }
    await print({ file: form.file, seed, steps, states });
    sums.sequences += 1;
    sums.steps += steps.length;
    sums.refused += states.filter((state) => state.refused).length;
    sums.threw += states.filter((state) => state.threw).length;
  }
}
await opinion.close();
console.error(JSON.stringify(sums));

async function inside(path) {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(path, entry.name)).sort();
}

async function print(line) {
  if (!process.stdout.write(`${JSON.stringify(line)}\n`)) await once(process.stdout, 'drain');
}
