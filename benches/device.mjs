// A device that speaks to the server without a screen.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { chance, id, moment } from './data.mjs';
import { PASSWORD, signInOf } from './installation.mjs';

/** The most operations in one push, see crates/sync/src/protocol.rs. */
export const BATCH = 100;

const squeeze = promisify(gzip);

export class Device {
  #token;
  #counter = 0;
  #acknowledged = 0;
  #cursors = {};
  #epoch;

  /** Signs in as the volunteer of a hamlet, or as the officer where none is named. */
  static async signIn(url, hamlet, seed) {
    const device = new Device();
    device.url = url;
    device.random = chance(seed);
    device.id = id(device.random, Date.now());
    const answer = await device.#send('/api/v1/session', {
      sign_in: signInOf(hamlet),
      password: PASSWORD,
      device: { id: device.id, label: 'bench' },
    });
    device.#token = answer.token;
    device.user = answer.me.user;
    return device;
  }

  /** The counter of the next operation. */
  get nextCounter() {
    return this.#counter + 1;
  }

  /** Registers households. */
  async register(households) {
    const now = Date.now();
    const operations = households.map((household, index) => ({
      id: id(this.random, now),
      device: this.id,
      counter: this.nextCounter + index,
      made: moment(now),
      action: { register_household: { household } },
    }));
    await this.push(await this.packed(operations));
  }

  /** Operations as they travel, `size` in a request. */
  packed(operations, size = BATCH) {
    this.#counter += operations.length;
    const starts = Array.from({ length: Math.ceil(operations.length / size) }, (_, index) => index * size);
    return Promise.all(
      starts.map(async (start) => {
        const batch = operations.slice(start, start + size);
        const request = { protocol: 1, device: this.id, sent: moment(Date.now()), operations: batch };
        return { body: await squeeze(JSON.stringify(request)), count: batch.length };
      }),
    );
  }

  /** Pushes one request after the other, as a phone does, and checks that each operation was applied. */
  async push(requests) {
    for (const { body, count } of requests) {
      const { receipts } = await this.#send('/api/v1/operations', body, { 'content-encoding': 'gzip' });
      const refused = receipts.find(({ outcome }) => outcome !== 'applied');
      if (refused) throw new Error(`not applied: ${JSON.stringify(refused)}`);
      if (receipts.length !== count) throw new Error('a receipt is missing');
      this.#acknowledged += count;
    }
  }

  /** Asks something of the API that it answers by itself. */
  async ask(path) {
    const answer = await fetch(`${this.url}/api/v1/${path}`, { headers: { authorization: `Bearer ${this.#token}` } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** Everything behind what was pulled before, record by record. */
  async pull() {
    const changes = [];
    await this.passed((page) => changes.push(...page));
    return changes;
  }

  /** The same, of which nothing is kept but what is done with each page. */
  async passed(take = () => {}) {
    for (let more = true; more; ) {
      const asked = { protocol: 1, cursors: this.#cursors, epoch: this.#epoch, acknowledged: this.#acknowledged };
      const answer = await this.#send('/api/v1/changes', asked);
      if (answer?.forgotten) throw new Error('the server knows fewer operations than it has receipted');
      more = false;
      this.#epoch = answer?.epoch ?? this.#epoch;
      for (const feed of answer?.feeds ?? []) {
        this.#cursors[feed.scope] = feed.cursor;
        take(feed.changes);
        more ||= feed.more;
      }
    }
  }

  /** Publishes a workbook as the form that visits begin with; gives its id. */
  async publish(workbook) {
    const send = async (asked) => {
      const body = new FormData();
      body.append('workbook', new Blob([workbook]), 'form.xlsx');
      const answer = await fetch(`${this.url}/api/v1/forms${asked}`, { method: 'POST', headers: { authorization: `Bearer ${this.#token}` }, body });
      if (!answer.ok) throw new Error(`forms${asked}: ${answer.status} ${await answer.text()}`);
      return answer;
    };
    const { is, id, over, ...rest } = await (await send('/check')).json();
    if (is !== 'right') throw new Error(JSON.stringify(rest));
    await send(`?${new URLSearchParams({ id, ...(over && { over }) })}`);
    return id;
  }

  /** Brings a list of households from Excel, which is looked at. */
  async bring(workbook) {
    const body = new FormData();
    body.append('workbook', new Blob([workbook]), 'list.xlsx');
    return (await this.#ask('POST', '/api/v1/imports', body)).json();
  }

  /** Has a list recorded, and gives it when that is done. */
  async record(list) {
    await this.#ask('PUT', `/api/v1/imports/${list}/application`);
    for (;;) {
      const { import: shown } = await (await this.#ask('GET', `/api/v1/imports/${list}`)).json();
      if (shown.state === 'applied') return shown;
      if (shown.state !== 'applying') throw new Error(`the list is ${shown.state}`);
      await new Promise((next) => setTimeout(next, 50));
    }
  }

  async #ask(method, path, body) {
    const answer = await fetch(this.url + path, { method, headers: { authorization: `Bearer ${this.#token}` }, body });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  /** From now on everything is pulled once more. */
  forget() {
    this.#cursors = {};
  }

  async #send(path, body, headers = {}) {
    const answer = await fetch(this.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(this.#token && { authorization: `Bearer ${this.#token}` }), ...headers },
      body: Buffer.isBuffer(body) ? body : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  }
}
