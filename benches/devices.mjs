// Fifty devices at once, each of another volunteer: all push and pull by turns, and the office has what they made.
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Couch } from './couch.mjs';
import { Device } from './device.mjs';
import { Hamlet, recordOf } from './hamlet.mjs';
import { Installation } from './installation.mjs';
import { scratch } from './machine.mjs';

const DEVICES = 50;
const HOUSEHOLDS = 40;
const VISITS = 100;
/** A phone that meets a network now and then sends its visits in several goes, and looks for news after each. */
const AT_ONCE = 25;

export async function devices({ passes, keep, say }) {
  say('fifty volunteers sign in, each in a hamlet with 40 households');
  const names = Array.from({ length: DEVICES }, (_, index) => `Thôn ${index + 1}`);
  const server = await Installation.fresh(names);
  await server.start();
  const hamlets = [];
  for (const [index, name] of names.entries()) hamlets.push(await Hamlet.filled(server, name, HOUSEHOLDS, 100 + index));
  const office = await Device.signIn(server.url, null, 99);
  const made = new Set();
  const seen = await office.pull();

  for (let pass = 1; pass <= passes; pass++) {
    say(`fifty devices sync at once, pass ${pass} of ${passes}`);
    const sets = hamlets.map((hamlet, index) => hamlet.visits(VISITS, 1000 * pass + index));
    const packed = await Promise.all(hamlets.map(({ device }, index) => device.packed(sets[index], AT_ONCE)));
    const { ms, cpu, memory } = await server.cost(() => Promise.all(hamlets.map(({ device }, index) => sync(device, packed[index]))));
    keep('devices', ms);
    keep('devices rate', (DEVICES * VISITS * 1000) / ms);
    keep('devices cpu', (cpu * 1000) / (DEVICES * VISITS));
    keep('devices memory', memory);

    for (const operation of sets.flat()) made.add(operation.action.finish_visit.visit);
    seen.push(...(await office.pull()));
    keep('devices lost', lost(made, seen));

    say('fifty PouchDBs do the same');
    await pouch(sets.map((set) => set.map(recordOf)), keep);
  }
  await server.remove();
}

/** Any answer but the right one throws, and with it the measuring ends. */
async function sync(device, requests) {
  for (const request of requests) {
    await device.push([request]);
    await device.pull();
  }
}

/** How many visits the office does not have, or has twice. */
function lost(made, seen) {
  const visits = seen.filter(({ key, body }) => key.startsWith('visit:') && body).map(({ key }) => key.slice('visit:'.length));
  const there = new Set(visits);
  const missing = [...made].filter((visit) => !there.has(visit)).length;
  return missing + (visits.length - there.size) + [...there].filter((visit) => !made.has(visit)).length;
}

/** Each replicates its visits to one database of PouchDB's server. */
async function pouch(sets, keep) {
  const folder = await mkdtemp(join(scratch(), 'devices-'));
  const PouchDB = createRequire(import.meta.url)('pouchdb').defaults({ prefix: `${folder}/` });
  const couch = await Couch.start();
  await couch.fill('visits', []);
  const queues = sets.map((_, index) => new PouchDB(`device-${index}`));
  for (const [index, queue] of queues.entries()) await queue.bulkDocs(sets[index].map(({ id, ...rest }) => ({ _id: id, ...rest })));
  const { ms, cpu, memory } = await couch.cost(() => Promise.all(queues.map((queue) => queue.replicate.to(`${couch.url}/visits`))));
  keep('devices pouch', ms);
  keep('devices pouch rate', (sets.flat().length * 1000) / ms);
  keep('devices pouch cpu', (cpu * 1000) / sets.flat().length);
  keep('devices pouch memory', memory);
  keep('devices pouch lost', sets.flat().length - (await couch.count('visits')));
  await Promise.all(queues.map((queue) => queue.close()));
  await couch.remove();
  await rm(folder, { recursive: true, force: true });
}
