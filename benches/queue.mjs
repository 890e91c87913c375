// What a visit costs as the queue grows from 100 to 1,000 and 10,000: where the ends are sound, always the same.
import { Chromium } from './chromium.mjs';
import { Couch } from './couch.mjs';
import { Hamlet, recordOf } from './hamlet.mjs';
import { Installation } from './installation.mjs';
import { Peers } from './peers.mjs';
import { Phone } from './phone.mjs';

export const LENGTHS = [100, 1_000, 10_000];
const HOUSEHOLDS = 1_000;
/** Short queues are pushed more often, as chance weighs more in them. */
const RUNS = { 100: 5, 1_000: 2, 10_000: 1 };

export async function queue({ quick, keep, say }) {
  say('load 1,000 households into a fresh server');
  const server = await Installation.fresh(['Dài']);
  await server.start();
  const hamlet = await Hamlet.filled(server, 'Dài', HOUSEHOLDS, 3);
  const { device } = hamlet;
  const longest = LENGTHS.at(-1);
  const couch = await Couch.start();
  const browser = await Chromium.fresh();
  const peers = await Peers.ready(browser, { households: [], visits: hamlet.visits(longest, 8).map(recordOf) });
  const phone = await Phone.ready(browser, server.url, hamlet.name);
  let seed = 2000;
  for (const length of LENGTHS) {
    say(`push a queue of ${length}`);
    for (let run = 0; run < (quick ? 1 : RUNS[length]); run++) {
      const { ms, memory } = await phone.push(1, length, hamlet.made(++seed));
      keep(`queue ours ${length}`, ms / length);
      keep(`queue memory ${length}`, memory);
      keep(`queue pouch ${length}`, (await peers.push(1, `${couch.url}/queue-${++seed}`, length)).ms / length);
      const requests = await device.packed(hamlet.visits(length, ++seed));
      const alone = await server.cost(() => device.push(requests));
      keep(`queue server ${length}`, alone.ms / length);
      keep(`queue cpu ${length}`, (alone.cpu * 1000) / length);
    }
  }
  peers.close();
  await browser.remove();
  await couch.remove();
  await server.remove();
}
