// The floor: IndexedDB as the browser gives it, and a scan of what was read into memory.
import { fold } from './fold.mjs';

let known = [];
let opened;

function open() {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open('raw', 1);
    request.onupgradeneeded = () => {
      for (const store of ['households', 'visits', 'outbox', 'counters']) request.result.createObjectStore(store);
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  return opened;
}

function committed(transaction) {
  return new Promise((done, failed) => {
    transaction.oncomplete = done;
    transaction.onabort = () => failed(transaction.error);
    transaction.commit();
  });
}

export async function fill(households) {
  const transaction = (await open()).transaction('households', 'readwrite');
  for (const household of households) transaction.objectStore('households').put(household, household.id);
  await committed(transaction);
}

export async function all() {
  const request = (await open()).transaction('households').objectStore('households').getAll();
  known = await new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  return known;
}

/** The record, the operation and the counter, in one transaction that waits for the disk. */
export async function save({ record, operation, counter }) {
  const stores = ['visits', 'outbox', 'counters'];
  const transaction = (await open()).transaction(stores, 'readwrite', { durability: 'strict' });
  transaction.objectStore('visits').put(record, record.id);
  transaction.objectStore('outbox').put(operation, counter);
  transaction.objectStore('counters').put(counter, 'operation');
  await committed(transaction);
}

let folded = [];

export async function prepareSearch() {
  folded = (await all()).map((household) => [fold(household.head.name), household]);
}

export function search(typed, limit) {
  const found = folded.filter(([name]) => name.includes(typed));
  return { rows: found.slice(0, limit).map(([, household]) => household), found: found.length };
}
