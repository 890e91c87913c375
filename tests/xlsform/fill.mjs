// Fills a form in ODK's engine and prints what it says, as lines of JSON.
//
// node fill.mjs FORM [--steps FILE | --seed NUMBER --count NUMBER [--write FILE]] [--labels] [--language NAME]
//   [--changes] [--browser]
//
// FORM is a workbook, or an XForm that ends in .xml; files that it asks for lie in a folder of its name. Steps are a list in
// JSON: {"path", "value"}, {"path", "add": true}, {"path", "remove": true}. With a seed they are drawn, and written to FILE.
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { changes, text } from './lines.mjs';
import { Opinion } from './opinion.mjs';
import { converted } from './workbooks.mjs';

const STRING = { type: 'string' };
const BOOLEAN = { type: 'boolean' };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { steps: STRING, seed: STRING, count: STRING, write: STRING, language: STRING, labels: BOOLEAN, changes: BOOLEAN, browser: BOOLEAN },
});

const [file] = positionals;
const [form] = file.endsWith('.xml') ? [{ accepted: true, xform: await readFile(file, 'utf8'), attachments: {} }] : await converted([file]);
if (!form.accepted) {
  console.error(form.errors.join('\n'));
  process.exit(1);
}
const told = values.changes ? changes : text;
const opinion = await Opinion.open({ browser: values.browser });
const how = { attachments: form.attachments, labels: values.labels, language: values.language };
if (values.seed === undefined) {
  const steps = values.steps ? JSON.parse(await readFile(values.steps, 'utf8')) : [];
  process.stdout.write(told(await opinion.fill(form.xform, { ...how, steps })));
} else {
  const { steps, lines } = await opinion.play(form.xform, { ...how, seed: Number(values.seed), count: Number(values.count ?? 20) });
  if (values.write) await writeFile(values.write, `[\n${steps.map((step) => `  ${JSON.stringify(step)}`).join(',\n')}\n]\n`);
  process.stdout.write(told(lines));
}
await opinion.close();
