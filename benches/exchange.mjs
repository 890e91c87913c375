// 1,000 visits pushed and 10,000 changes pulled: from page to disk at both ends, and the bytes and memory that it takes.
import { Chromium } from './chromium.mjs';
import { Couch } from './couch.mjs';
import { BATCH } from './device.mjs';
import { Hamlet, recordOf } from './hamlet.mjs';
import { Installation } from './installation.mjs';
import { Peers } from './peers.mjs';
import { Phone } from './phone.mjs';
import { Wire } from './wire.mjs';

const CHANGES = 10_000;
const QUEUED = 1_000;
/** All that a replication says, without the questions that another origin costs. */
const REPLICATION = (what) => !what.startsWith('OPTIONS');

export async function exchange({ quick, passes, slowdowns, keep, say }) {
  say('load 10,000 households into a fresh server, and into PouchDB’s');
  const server = await Installation.fresh(['Lớn']);
  await server.start();
  const hamlet = await Hamlet.filled(server, 'Lớn', CHANGES, 1);
  const couch = await Couch.start();
  await couch.fill('households', hamlet.houses);
  const browser = await Chromium.fresh();
  const visits = hamlet.visits(QUEUED, 2).map(recordOf);
  const peers = await Peers.ready(browser, { households: hamlet.houses, visits });

  /** What both ends spend on so many records. */
  const spent = (name, slowdown, records, { result, cpu, memory }) => {
    keep(`${name} ${slowdown}`, result.ms);
    keep(`${name} rate ${slowdown}`, (records * 1000) / result.ms);
    keep(`${name} cpu`, (cpu * 1000) / records);
    keep(`${name} memory server`, memory);
    keep(`${name} memory page`, result.memory);
  };

  // What is pulled comes first, so that every pull brings the same.
  say('count the bytes of a pull');
  const wire = await Wire.to(server.url);
  const counted = await Phone.ready(browser, wire.url, hamlet.name);
  keep('bytes pull', total(wire, (what) => what === 'POST /api/v1/changes') / CHANGES);
  const phone = await Phone.ready(browser, server.url, hamlet.name);
  for (let pass = 1; pass <= passes; pass++) {
    for (const slowdown of slowdowns) {
      say(`pull 10,000 households, pass ${pass} of ${passes}, CPU ${slowdown}×`);
      spent('pull ours', slowdown, CHANGES, await server.cost(() => phone.pull(slowdown)));
      spent('pull pouch', slowdown, CHANGES, await couch.cost(() => peers.pull(slowdown, `${couch.url}/households`, CHANGES)));
      keep(`pull raw ${slowdown}`, await peers.store(slowdown));
    }
  }
  let seed = 1000;
  for (let pass = 1; pass <= passes; pass++) {
    for (const slowdown of slowdowns) {
      say(`push 1,000 visits, pass ${pass} of ${passes}, CPU ${slowdown}×`);
      for (let run = 0; run < (quick ? 1 : 2); run++) {
        spent('push ours', slowdown, QUEUED, await server.cost(() => phone.push(slowdown, QUEUED, hamlet.made(++seed))));
        spent('push pouch', slowdown, QUEUED, await couch.cost(() => peers.push(slowdown, `${couch.url}/visits-${++seed}`, QUEUED)));
      }
    }
  }

  say('count the bytes of visits');
  for (const [count, name] of [[BATCH, 'batch'], [1, 'alone']]) {
    for (let pass = 0; pass < passes; pass++) {
      wire.reset();
      await counted.push(1, count, hamlet.made(++seed));
      const { up, down, upBody } = wire.sum((what) => what === 'POST /api/v1/operations');
      keep(`bytes ${name}`, (up + down) / count);
      keep(`bytes ${name} body`, upBody / count);
    }
  }
  wire.close();
  const theirs = await Wire.to(couch.url);
  await peers.push(1, `${theirs.url}/visits`, QUEUED);
  keep('bytes pouch', total(theirs, REPLICATION) / QUEUED);
  theirs.reset();
  await peers.pull(1, `${theirs.url}/households`, CHANGES);
  keep('bytes pull pouch', total(theirs, REPLICATION) / CHANGES);
  theirs.close();

  peers.close();
  await browser.remove();
  await couch.remove();
  await server.remove();
}

function total(wire, fits) {
  const { up, down } = wire.sum(fits);
  return up + down;
}
