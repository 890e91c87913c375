// Measures the app beside the floor and the peer, and prints one table. Run by `cargo xtask bench`.
import { Chromium } from './chromium.mjs';
import { households, visits } from './data.mjs';
import { figure } from './figures.mjs';
import { floor } from './floor.mjs';
import { Device, Installation } from './installation.mjs';
import { facts } from './machine.mjs';
import { Peers, TYPED } from './peers.mjs';
import { report } from './report.mjs';

const quick = process.argv.includes('--quick');
/** Each pass measures everybody in turn, so that what else the machine does meets all alike. */
const PASSES = quick ? 1 : 3;
const RUNS = { start: quick ? 2 : 3, save: quick ? 5 : 7, texts: quick ? TYPED.slice(0, 1) : TYPED, push: quick ? 1 : 2 };
const HOUSEHOLDS = 10_000;
const QUEUED = 1_000;
const SLOWDOWNS = [1, 6];

const say = (what) => process.stderr.write(`${what} …\n`);

/** Everything that was measured: `values['save ours 6']` is a list of milliseconds. */
const values = {};
const keep = (name, more) => (values[name] = [...(values[name] ?? []), ...more]);

/** What a visit is stored as, everywhere: the record, the operation and the counter. */
function writes(operations) {
  const { length } = operations;
  let next = 0;
  return (count) =>
    Array.from({ length: count }, () => {
      const { id: _, visit, ...rest } = operations[next++ % length];
      const fresh = { ...rest, id: `${visit.slice(0, 24)}${String(next).padStart(12, '0')}` };
      return { record: fresh, operation: JSON.stringify(operations[next % length]), counter: next };
    });
}

say('load 10,000 households into a fresh server');
const server = await Installation.fresh(['Lớn', 'Vừa']);
await server.start();
const loader = await Device.signIn(server.url, 'Lớn', 1);
const known = await loader.pull();
const bodyOf = (kind, fits) => known.map(({ key, body }) => key.startsWith(kind) && body).find((body) => body && fits(body));
const hamlet = bodyOf('hamlet:', ({ name }) => name === 'Lớn');
const form = bodyOf('form:', ({ current }) => current);
const houses = households(HOUSEHOLDS, { seed: 1, hamlet: hamlet.id, user: loader.user });
await loader.register(houses);
const queue = (seed) => visits(QUEUED, { seed, houses, form: form.id, device: loader.id, firstCounter: loader.nextCounter });

const browser = await Chromium.fresh();
const operations = queue(2);
const records = operations.map(({ id: _, visit, ...rest }) => ({ id: visit, ...rest }));
say('fill raw IndexedDB and PouchDB with the same');
const peers = await Peers.ready(browser, { households: houses, visits: records, writes: writes(operations) });

for (let pass = 1; pass <= PASSES; pass++) {
  for (const slowdown of SLOWDOWNS) {
    say(`pass ${pass} of ${PASSES}, CPU ${slowdown}×`);
    for (const peer of ['raw', 'pouch']) {
      keep(`start ${peer} ${slowdown}`, await peers.start(peer, slowdown, RUNS.start));
      keep(`save ${peer} ${slowdown}`, await peers.save(peer, slowdown, RUNS.save));
      keep(`search ${peer} ${slowdown}`, await peers.search(peer, slowdown, RUNS.texts));
    }
    const pushed = await peers.push(slowdown, RUNS.push);
    keep(`push pouch ${slowdown}`, pushed.total);
    keep('cpu pouch', pushed.cpu);
  }
  keep('push floor', await floor(operations, 2));
  for (let run = 0; run < RUNS.push; run++) {
    const pushing = queue(10 * pass + run);
    const before = server.cpu();
    const began = performance.now();
    const bytes = await loader.push(pushing);
    keep('push server', [performance.now() - began]);
    keep('cpu server', [server.cpu() - before]);
    keep('bytes body', [bytes / QUEUED]);
  }
}

peers.close();
await browser.remove();
await server.remove();

console.log(`\n${facts()}`);
console.log(report(Object.fromEntries(Object.entries(values).map(([name, list]) => [name, figure(list)]))));
