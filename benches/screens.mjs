// The app's own screens beside the floor and the peer, its memory, and what an idle poll costs.
import { Chromium } from './chromium.mjs';
import { Front } from './front.mjs';
import { Hamlet, recordOf } from './hamlet.mjs';
import { Installation } from './installation.mjs';
import { Peers, TYPED } from './peers.mjs';
import { Phone } from './phone.mjs';
import { Wire } from './wire.mjs';

const HOUSEHOLDS = 10_000;
const FEWER = 2_500;
/** So many visits are made, of which the peers save one after the other. */
const VISITS = 1_000;

export async function screens({ quick, passes, slowdowns, keep, say }) {
  const runs = { start: quick ? 2 : 3, save: quick ? 5 : 7, answer: quick ? 1 : 3, texts: quick ? TYPED.slice(0, 1) : TYPED };
  say('load 10,000 households into a fresh server, and 2,500 of another hamlet');
  const server = await Installation.fresh(['Lớn', 'Vừa']);
  await server.start();
  const large = await Hamlet.filled(server, 'Lớn', HOUSEHOLDS, 1);
  await Hamlet.filled(server, 'Vừa', FEWER, 2);

  const browser = await Chromium.fresh();
  const peers = await Peers.ready(browser, { households: large.houses, writes: writes(large.visits(VISITS, 2)) });
  say('fill raw IndexedDB and PouchDB with the same');
  await peers.fill();
  say('sign in on a phone');
  const phone = await Phone.ready(browser, server.url, large.name);

  await server.stop();
  for (let pass = 1; pass <= passes; pass++) {
    for (const slowdown of slowdowns) {
      say(`screens, pass ${pass} of ${passes}, CPU ${slowdown}×`);
      keep(`start ours ${slowdown}`, ...(await phone.start(slowdown, runs.start)));
      const unlocked = await phone.unlock(slowdown, runs.start);
      keep(`pin ours ${slowdown}`, ...unlocked.pin);
      keep(`opened ours ${slowdown}`, ...unlocked.opened.map((ms, run) => ms - unlocked.pin[run]));
      keep(`save ours ${slowdown}`, ...(await phone.save(slowdown, runs.save, large.houses, large.form)));
      keep(`search ours ${slowdown}`, ...(await phone.search(slowdown, runs.texts)));
      keep(`answer ours ${slowdown}`, ...(await phone.answer(slowdown, runs.answer, large.houses, large.form)));
      for (const peer of ['raw', 'pouch']) {
        keep(`start ${peer} ${slowdown}`, ...(await peers.start(peer, slowdown, runs.start)));
        keep(`save ${peer} ${slowdown}`, ...(await peers.save(peer, slowdown, runs.save)));
        keep(`search ${peer} ${slowdown}`, ...(await peers.search(peer, slowdown, runs.texts)));
      }
    }
  }
  peers.close();

  say('the memory of a page with 2,500 households, and the bytes of an idle poll');
  await server.start();
  const wire = await Wire.to(server.url);
  const counted = await Phone.ready(browser, wire.url, 'Vừa');
  keep('memory', await counted.memory());
  await idle(counted, passes, wire, () => {
    // Not counted: the browser's own look, now and then, whether there is a new worker.
    const { requests, up, down, upBody, downBody } = wire.sum((what) => what.includes(' /api/'));
    if (requests !== 1) throw new Error(`an idle poll made ${requests} requests: ${[...wire.counted.keys()]}`);
    keep('bytes poll plain', up + down);
    keep('bytes poll body', upBody + downBody);
    return true;
  });
  wire.close();
  const front = await Front.before(server.url);
  const locked = await Wire.to(front.url);
  const deployed = await Phone.ready(browser, locked.url, 'Vừa');
  await idle(deployed, passes, locked, () => {
    const { up, down } = locked.sum(() => true);
    const asked = front.asked.splice(0);
    // The look for a new worker cannot be told apart under TLS.
    if (asked.length !== 1) return false;
    keep('bytes poll', up + down);
    return true;
  });
  locked.close();
  front.close();
  await browser.remove();
  await server.remove();
}

/** Comes back to the app until `passes` polls were counted. */
async function idle(phone, passes, wire, counts) {
  const page = await phone.open('/');
  for (let counted = 0, tries = 0; counted < passes; tries++) {
    if (tries > 4 * passes) throw new Error('no poll came alone');
    await page.tab.waitForTimeout(1_500);
    wire.reset();
    await page.tab.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.tab.waitForTimeout(1_500);
    if (counts()) counted += 1;
  }
  await page.close();
}

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
