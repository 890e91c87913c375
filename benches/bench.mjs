// The course: measures one thing after the other, and prints a table of each. Run by `cargo xtask bench`.
import { behind } from './behind.mjs';
import { devices } from './devices.mjs';
import { exchange } from './exchange.mjs';
import { figure } from './figures.mjs';
import { forms } from './forms.mjs';
import { imported } from './import.mjs';
import { facts } from './machine.mjs';
import { page } from './page.mjs';
import { photo } from './photo.mjs';
import { queue } from './queue.mjs';
import { report } from './report.mjs';
import { screens } from './screens.mjs';
import { server } from './server.mjs';

const MEASURES = { screens, forms, exchange, server, queue, devices, photo, page, import: imported, behind };
const quick = process.argv.includes('--quick');
const asked = Object.keys(MEASURES).filter((name) => process.argv.includes(name));

/** Everything that was measured: `values['save ours 6']` is a list of milliseconds. */
const values = {};

const course = {
  quick,
  /** Each pass measures everybody in turn, so that what else the machine does meets all alike. */
  passes: quick ? 1 : 3,
  slowdowns: [1, 6],
  keep: (name, ...more) => (values[name] = [...(values[name] ?? []), ...more]),
  say: (what) => process.stderr.write(`${what} …\n`),
};

// Also when something breaks off: what was measured until then has cost its time.
process.on('exit', () => {
  console.log(`\n${facts()}`);
  console.log(report(Object.fromEntries(Object.entries(values).map(([name, list]) => [name, figure(list)]))));
});

for (const name of asked.length > 0 ? asked : Object.keys(MEASURES)) await MEASURES[name](course);
