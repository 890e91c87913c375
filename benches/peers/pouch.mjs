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

let replicated;

/** A database of its own that holds these visits and nothing else. */
export async function queue(visits) {
  replicated = new PouchDB(`queue-${crypto.randomUUID()}`, options);
  await replicated.bulkDocs(visits.map(document_));
  return (await replicated.info()).doc_count;
}

/** Replicates the queue with its default batches of 100; gives the milliseconds. */
export const push = (url) => timed(() => replicated.replicate.to(url));

/** Replicates all that the server has into an empty database, the same way. */
export async function pull(url) {
  replicated = new PouchDB(`pulled-${crypto.randomUUID()}`, options);
  return timed(() => replicated.replicate.from(url));
}

async function timed(replicate) {
  const began = performance.now();
  const { ok, docs_written } = await replicate();
  return { ok, docs_written, ms: performance.now() - began };
}

/** Throws away what was replicated. */
export const drop = () => replicated.destroy();
