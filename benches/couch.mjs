// PouchDB's server in a process of its own.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answering, cost, freePort, scratch, start } from './machine.mjs';

const SERVER = fileURLToPath(new URL('peers/couch.mjs', import.meta.url));
/** How many documents are put into it at a time. */
const AT_ONCE = 1_000;

export class Couch {
  #process;
  #folder;

  static async start() {
    const couch = new Couch();
    couch.#folder = await mkdtemp(join(scratch(), 'couch-'));
    const port = await freePort();
    couch.url = `http://localhost:${port}`;
    couch.#process = start(process.execPath, [SERVER, port, couch.#folder], { stdio: ['ignore', 'ignore', 'inherit'] });
    await answering(couch.url, couch.#process);
    return couch;
  }

  /** Makes a database of these records. */
  async fill(name, records) {
    await this.#ask('PUT', name);
    for (let start = 0; start < records.length; start += AT_ONCE) {
      const docs = records.slice(start, start + AT_ONCE).map(({ id, ...rest }) => ({ _id: id, ...rest }));
      const answers = await this.#ask('POST', `${name}/_bulk_docs`, { docs });
      if (answers.some(({ ok }) => !ok)) throw new Error('a document was not stored');
    }
  }

  /** How many documents a database has. */
  async count(name) {
    return (await this.#ask('GET', name)).doc_count;
  }

  /** What it spends while something goes on. */
  cost(work) {
    return cost(this.#process.pid, work);
  }

  async remove() {
    const exited = once(this.#process, 'exit');
    this.#process.kill();
    await exited;
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #ask(method, path, body) {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${this.url}/${path}`, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}
