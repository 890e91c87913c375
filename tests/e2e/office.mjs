// What the server says when it is asked directly: the truth that screens are compared with.
import { randomUUID } from 'node:crypto';

export const PASSWORD = 'dong-hanh';

export class Office {
  #url;
  #token;
  #known;
  #device;
  #counter = 0;

  /** Somebody's view of a server that runs. */
  static async of(server, name, password = PASSWORD) {
    const office = new Office();
    office.#url = server.url;
    const device = { id: randomUUID(), label: 'Máy kiểm tra' };
    const { token } = await office.#ask('POST', 'session', { sign_in: name, password, device });
    office.#token = token;
    office.#device = device.id;
    office.#known = new Set((await office.visits()).map(({ id }) => id));
    return office;
  }

  /** What its requests bear. */
  get token() {
    return this.#token;
  }

  /** All visits that this person may see, the newest first; of one state, if one is named. */
  async visits(state) {
    const all = [];
    let after = '';
    do {
      const { visits, next } = await this.#ask('GET', `visits?limit=500${state ? `&state=${state}` : ''}${after}`);
      all.push(...visits);
      after = next ? `&after=${encodeURIComponent(next)}` : '';
    } while (after);
    return all;
  }

  /** The visits that have arrived since this view was opened. */
  async fresh() {
    return (await this.visits()).filter(({ id }) => !this.#known.has(id));
  }

  /** What the office holds, as its feed says now: who has to see to it still, and what took its place. */
  async held() {
    const { feeds } = await this.#ask('POST', 'changes', { protocol: 1, cursors: {} });
    const records = feeds.flatMap(({ changes }) => changes).filter(({ key }) => key.startsWith('held:'));
    return records.map(({ body }) => ({ operation: body.operation, reason: body.why.reason, state: body.state?.is ?? 'open' }));
  }

  /** Says something, as a phone does; gives what came of it. */
  async says(action) {
    const sent = { utc_ms: Date.now(), zone_min: 420, mono_ms: 1 };
    const operation = { id: randomUUID(), device: this.#device, counter: ++this.#counter, made: sent, action };
    const { receipts } = await this.#ask('POST', 'operations', { protocol: 1, device: this.#device, sent, operations: [operation] });
    return receipts[0];
  }

  /** Says all of these at once, which bear its device and its counters; gives what came of each. */
  async saysAll(make) {
    const operations = make(this.#device, this.#counter + 1);
    this.#counter += operations.length;
    const answers = [];
    for (let at = 0; at < operations.length; at += 100) {
      const sent = { utc_ms: Date.now(), zone_min: 420, mono_ms: 1 };
      const batch = operations.slice(at, at + 100);
      const { receipts } = await this.#ask('POST', 'operations', { protocol: 1, device: this.#device, sent, operations: batch });
      answers.push(...receipts);
    }
    return answers;
  }

  /** Records of its feeds of a kind, as they came. */
  async records(kind) {
    const { feeds } = await this.#ask('POST', 'changes', { protocol: 1, cursors: {} });
    const records = feeds.flatMap(({ changes }) => changes).filter(({ key }) => key.startsWith(`${kind}:`));
    return records.map(({ body }) => body);
  }

  /** Says how its device stands, as a phone does. */
  reports(report) {
    return this.#ask('POST', 'changes', { protocol: 1, cursors: {}, report });
  }

  /** What the devices of the unit have made and what became of it, as far as they said how they stand. */
  async accounts() {
    return (await this.#ask('GET', 'devices')).flatMap(({ account }) => account ?? []);
  }

  visit(id) {
    return this.#ask('GET', `visits/${id}`);
  }

  household(id) {
    return this.#ask('GET', `households/${id}`);
  }

  /** How many of the photos that a visit names the office has. */
  async photosOf(id) {
    const named = [...new Set(JSON.stringify(await this.visit(id)).match(/(?<="sha256":")[0-9a-f]{64}/g) ?? [])];
    const answers = named.map((sha256) => fetch(`${this.#url}/api/v1/media/${sha256}`, { headers: { Authorization: `Bearer ${this.#token}` } }));
    return (await Promise.all(answers)).filter(({ ok }) => ok).length;
  }

  /** How many households there are. */
  async households() {
    return (await this.#ask('GET', 'overview')).reduce((sum, hamlet) => sum + hamlet.households, 0);
  }

  /** The people of the unit: their ids, and the names that they sign in with. */
  async people() {
    return (await this.#ask('GET', 'people')).map(({ id, sign_in }) => [id, sign_in]);
  }

  /** The address with which a person's ODK Collect comes in. */
  async key(name) {
    const { id } = (await this.#ask('GET', 'people')).find(({ sign_in }) => sign_in === name);
    return (await this.#ask('POST', `people/${id}/key`)).address;
  }

  /** Ends every session of a person, as for a lost phone. */
  async endSessions(name) {
    const person = (await this.#ask('GET', 'people')).find(({ sign_in }) => sign_in === name);
    const user = person.id ?? person.person.id;
    for (const { id } of await this.#ask('GET', `people/${user}/sessions`)) await this.#ask('DELETE', `people/${user}/sessions/${id}`);
  }

  /** Households in the hamlets of this person whose visits were all accepted, with the names of their heads. */
  async settledHouseholds() {
    const settled = new Map();
    for (const { household, head, state } of await this.visits()) {
      settled.set(household, { id: household, head, is: (settled.get(household)?.is ?? true) && state === 'accepted' });
    }
    const all = [...settled.values()];
    const isAlone = ({ head }) => all.filter((other) => plain(other.head) === plain(head)).length === 1;
    return all.filter((one) => one.is && isAlone(one)).sort((a, b) => a.id.localeCompare(b.id));
  }

  async #ask(method, path, body) {
    const answer = await fetch(`${this.#url}/api/v1/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...(this.#token && { Authorization: `Bearer ${this.#token}` }) },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  }
}

/** A name as somebody in a hurry types it. */
export function plain(name) {
  return name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
}
