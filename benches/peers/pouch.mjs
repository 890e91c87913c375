// The peer: PouchDB 9 as its guide says to use it, one document a record, pouchdb-find for the search.
import { fold } from './fold.mjs';

const load = (address) =>
  new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
await load('/pouchdb/pouchdb.min.js');
await load('/pouchdb/pouchdb.find.min.js');

const options = { auto_compaction: false };
const database = new PouchDB('households', options);

const document_ = ({ id, ...rest }) => ({ _id: id, ...rest });

export async function fill(households) {
  const documents = households.map((household) => ({ ...document_(household), folded: fold(household.head.name) }));
  for (let start = 0; start < documents.length; start += 1000) {
    const answers = await database.bulkDocs(documents.slice(start, start + 1000));
    if (answers.some(({ ok }) => !ok)) throw new Error('a document was not stored');
  }
}

export async function all() {
  const { rows } = await database.allDocs({ include_docs: true });
  return rows.map(({ doc }) => doc).filter(({ head }) => head);
}

export const save = ({ record }) => database.put(document_(record));

export async function prepareSearch() {
  await database.createIndex({ index: { fields: ['folded'] } });
  await search('a', 1);
}

/** Names that begin with what was typed: an index can do no more. */
export async function search(typed, limit) {
  const { docs } = await database.find({ selector: { folded: { $gte: typed, $lt: `${typed}\uffff` } }, limit });
  return { rows: docs, found: docs.length };
}

let queued;

/** A database of its own that holds these visits and nothing else. */
export async function queue(visits) {
  queued = new PouchDB(`queue-${crypto.randomUUID()}`, options);
  await queued.bulkDocs(visits.map(document_));
  return (await queued.info()).doc_count;
}

/** Replicates the queue with its default batches of 100; gives the milliseconds. */
export async function push(url) {
  const began = performance.now();
  const { ok, docs_written } = await queued.replicate.to(url);
  const ms = performance.now() - began;
  await queued.destroy();
  return { ok, docs_written, ms };
}
