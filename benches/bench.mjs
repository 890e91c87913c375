// Measures the app beside the floor and the peer, and prints one table. Run by `cargo xtask bench`.
import { Chromium } from './chromium.mjs';
import { households, visits } from './data.mjs';
import { figure } from './figures.mjs';
import { floor } from './floor.mjs';
import { BATCH, Device, Installation } from './installation.mjs';
import { facts } from './machine.mjs';
import { Peers, TYPED } from './peers.mjs';
import { Phone } from './phone.mjs';
import { photo } from './photo.mjs';
import { report } from './report.mjs';
import { Wire } from './wire.mjs';

const quick = process.argv.includes('--quick');
const onlyPhoto = process.argv.includes('--photo');
/** Each pass measures everybody in turn, so that what else the machine does meets all alike. */
const PASSES = quick ? 1 : 3;
const RUNS = { start: quick ? 2 : 3, save: quick ? 5 : 7, answer: quick ? 1 : 3, texts: quick ? TYPED.slice(0, 1) : TYPED, push: quick ? 1 : 2 };
const HOUSEHOLDS = 10_000;
const FEWER = 2_500;
const QUEUED = 1_000;
const SLOWDOWNS = [1, 6];

const say = (what) => process.stderr.write(`${what} …\n`);

/** Everything that was measured: `values['save ours 6']` is a list of milliseconds. */
const values = {};
const keep = (name, more) => (values[name] = [...(values[name] ?? []), ...more]);

// Also when something breaks off: what was measured until then has cost its time.
process.on('exit', () => {
  console.log(`\n${facts()}`);
  console.log(report(Object.fromEntries(Object.entries(values).map(([name, list]) => [name, figure(list)]))));
});

/** A hamlet of the server with its households, and a device that has its feeds. */
class Hamlet {
  static async filled(server, name, count, seed) {
    const device = await Device.signIn(server.url, name, seed);
    const known = await device.pull();
    const bodies = (kind) => known.filter(({ key }) => key.startsWith(kind)).map(({ body }) => body);
    const { id } = bodies('hamlet:').find((hamlet) => hamlet.name === name);
    const houses = households(count, { seed, hamlet: id, user: device.user });
    await device.register(houses);
    return { device, houses, form: bodies('form:').find(({ current }) => current).id };
  }
}

/** The record that a finished visit becomes. */
const recordOf = ({ made, action }) => {
  const { visit, ...rest } = action.finish_visit;
  return { id: visit, made, ...rest };
};

/** What a visit is stored as, everywhere: the record, the operation and the counter. */
function writes(operations) {
  const { length } = operations;
  let next = 0;
  return (count) =>
    Array.from({ length: count }, () => {
      const record = recordOf(operations[next++ % length]);
      const fresh = { ...record, id: `${record.id.slice(0, 24)}${String(next).padStart(12, '0')}` };
      return { record: fresh, operation: JSON.stringify(operations[next % length]), counter: next };
    });
}

const made = (hamlet, seed) => (count, device, firstCounter) => visits(count, { seed, houses: hamlet.houses, form: hamlet.form, device, firstCounter });

async function measurePhoto(browser, server, small) {
  say('send a photo over a link that breaks');
  const extra = await photo(browser, server, 'Vừa', made(small, 900), say);
  for (const [signal, bytes] of Object.entries(extra)) keep(`photo ${signal}`, [bytes]);
}

if (onlyPhoto) {
  const server = await Installation.fresh(['Vừa']);
  await server.start();
  const browser = await Chromium.fresh();
  await measurePhoto(browser, server, await Hamlet.filled(server, 'Vừa', 100, 2));
  await browser.remove();
  await server.remove();
  process.exit();
}

say('load 10,000 households into a fresh server, and 2,500 of another hamlet');
const server = await Installation.fresh(['Lớn', 'Vừa']);
await server.start();
const large = await Hamlet.filled(server, 'Lớn', HOUSEHOLDS, 1);
const small = await Hamlet.filled(server, 'Vừa', FEWER, 2);

const browser = await Chromium.fresh();
const operations = made(large, 2)(QUEUED, large.device.id, 1);
const records = operations.map(recordOf);
say('fill raw IndexedDB and PouchDB with the same');
const peers = await Peers.ready(browser, { households: large.houses, visits: records, writes: writes(operations) });
say('sign in on a phone');
const phone = await Phone.ready(browser, server.url, 'Lớn');

for (let pass = 1; pass <= PASSES; pass++) {
  for (const slowdown of SLOWDOWNS) {
    say(`pass ${pass} of ${PASSES}, CPU ${slowdown}×`);
    await server.stop();
    keep(`start ours ${slowdown}`, await phone.start(slowdown, RUNS.start));
    keep(`save ours ${slowdown}`, await phone.save(slowdown, RUNS.save, large.houses, large.form));
    keep(`search ours ${slowdown}`, await phone.search(slowdown, RUNS.texts));
    keep(`answer ours ${slowdown}`, await phone.answer(slowdown, RUNS.answer, large.houses, large.form));
    for (const peer of ['raw', 'pouch']) {
      keep(`start ${peer} ${slowdown}`, await peers.start(peer, slowdown, RUNS.start));
      keep(`save ${peer} ${slowdown}`, await peers.save(peer, slowdown, RUNS.save));
      keep(`search ${peer} ${slowdown}`, await peers.search(peer, slowdown, RUNS.texts));
    }
    await server.start();
    for (let run = 0; run < RUNS.push; run++) {
      keep(`push ours ${slowdown}`, [await phone.push(slowdown, QUEUED, made(large, 1000 * slowdown + 10 * pass + run))]);
    }
    const pushed = await peers.push(slowdown, RUNS.push);
    keep(`push pouch ${slowdown}`, pushed.total);
    keep('cpu pouch', pushed.cpu);
  }
  keep('push floor', await floor(operations, 2));
  for (let run = 0; run < RUNS.push; run++) {
    const pushing = made(large, 10 * pass + run)(QUEUED, large.device.id, large.device.nextCounter);
    const before = server.cpu();
    const began = performance.now();
    await large.device.push(pushing);
    keep('push server', [performance.now() - began]);
    keep('cpu server', [server.cpu() - before]);
  }
}

say('count the bytes on the wire, and the memory of a page with 2,500 households');
const wire = await Wire.to(server.url);
const counted = await Phone.ready(browser, wire.url, 'Vừa');
keep('memory', [await counted.memory()]);
for (const [count, kind] of [[BATCH, 'batch'], [1, 'alone']]) {
  for (let run = 0; run < PASSES; run++) {
    wire.reset();
    await counted.push(1, count, made(small, 500 + run));
    const { up, down, upBody } = wire.sum((what) => what === 'POST /api/v1/operations');
    keep(`bytes ${kind}`, [(up + down) / count]);
    keep(`bytes ${kind} body`, [upBody / count]);
  }
}
const idle = await counted.open('/');
for (let run = 0; run < PASSES; run++) {
  await idle.tab.waitForTimeout(1_500);
  wire.reset();
  await idle.tab.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await idle.tab.waitForTimeout(1_500);
  // Not counted: the browser's own look, now and then, whether there is a new worker.
  const { requests, up, down, upBody, downBody } = wire.sum((what) => what.includes(' /api/'));
  if (requests !== 1) throw new Error(`an idle poll made ${requests} requests: ${[...wire.counted.keys()]}`);
  keep('bytes poll', [up + down]);
  keep('bytes poll body', [upBody + downBody]);
}
await idle.close();
wire.close();
keep('bytes pouch', [await peers.bytes()]);
await measurePhoto(browser, server, small);

peers.close();
await browser.remove();
await server.remove();
