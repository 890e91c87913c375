// A real installation of the server, made with its own commands, and loaded through its API as a phone would.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { chance, id, moment } from './data.mjs';
import { fold } from './peers/fold.mjs';
import { answering, cpuTime, freePort, required, scratch, start } from './machine.mjs';

const UNIT = '19900';
export const PASSWORD = 'do-luong-that-cham';
/** The most operations in one push, see crates/sync/src/protocol.rs. */
export const BATCH = 100;

const squeeze = promisify(gzip);

export class Installation {
  #process;
  #environment;
  url;

  /** Sets the unit up with these hamlets, and a volunteer for each. Not yet started. */
  static async fresh(hamlets) {
    const installation = new Installation();
    const folder = await mkdtemp(join(scratch(), 'server-'));
    installation.folder = folder;
    installation.#environment = {
      ...process.env,
      DONG_HANH_DATABASE: `sqlite:${join(folder, 'dong-hanh.db')}`,
      DONG_HANH_MEDIA: join(folder, 'media'),
      DONG_HANH_LISTEN: `127.0.0.1:${await freePort()}`,
      DONG_HANH_APP: required('DONG_HANH_APP'),
      RUST_LOG: 'warn',
    };
    const run = (...words) =>
      execFileSync(required('DONG_HANH_SERVER'), words, { env: installation.#environment, input: `${PASSWORD}\n`, encoding: 'utf8' });
    const person = (user, name) => ['--unit', UNIT, '--user', user, '--name', name, '--password-stdin'];
    run('admin', 'create', ...person('can-bo', 'Đo Lường'));
    for (const hamlet of hamlets) {
      run('hamlet', 'add', '--unit', UNIT, '--name', hamlet);
      run('volunteer', 'add', ...person(signInOf(hamlet), 'Đo Lường'), '--hamlet', hamlet);
    }
    return installation;
  }

  async start() {
    this.#process = start(required('DONG_HANH_SERVER'), ['serve'], { env: this.#environment, stdio: ['ignore', 'ignore', 'inherit'] });
    this.url = `http://${this.#environment.DONG_HANH_LISTEN.replace('127.0.0.1', 'localhost')}`;
    await answering(`${this.url}/healthz`, this.#process);
  }

  /** The time that the server has computed so far, in milliseconds. */
  cpu() {
    return cpuTime(this.#process.pid);
  }

  async stop() {
    const exited = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await exited;
  }

  async remove() {
    if (this.#process?.exitCode === null) await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** How the volunteer of a hamlet signs in. */
export const signInOf = (hamlet) => fold(hamlet).replaceAll(' ', '-');

/** A device that speaks to the server without a screen. */
export class Device {
  #token;
  #counter = 0;

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
    await this.push(
      households.map((household, index) => ({
        id: id(this.random, now),
        device: this.id,
        counter: this.nextCounter + index,
        made: moment(now),
        action: { register_household: { household } },
      })),
    );
  }

  /** Pushes operations batch by batch, as a phone does, and checks that each was applied. */
  async push(operations) {
    for (let start = 0; start < operations.length; start += BATCH) {
      const batch = operations.slice(start, start + BATCH);
      const body = await squeeze(JSON.stringify({ protocol: 1, device: this.id, sent: moment(Date.now()), operations: batch }));
      const { receipts } = await this.#send('/api/v1/operations', body, { 'content-encoding': 'gzip' });
      for (const receipt of receipts) {
        if (receipt.outcome !== 'applied') throw new Error(`not applied: ${JSON.stringify(receipt)}`);
      }
      if (receipts.length !== batch.length) throw new Error('a receipt is missing');
    }
    this.#counter += operations.length;
  }

  /** Everything that the volunteer may see, record by record. */
  async pull() {
    const cursors = {};
    const changes = [];
    for (let more = true; more; ) {
      const answer = await this.#send('/api/v1/changes', { protocol: 1, cursors });
      more = false;
      for (const feed of answer?.feeds ?? []) {
        cursors[feed.scope] = feed.cursor;
        changes.push(...feed.changes);
        more ||= feed.more;
      }
    }
    return changes;
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
