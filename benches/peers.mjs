// Measures the floor (raw IndexedDB) and the peer (PouchDB) in the browser.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answering, cpuTime, freePort, scratch, start } from './machine.mjs';
import { serve } from './peers/site.mjs';
import { Wire } from './wire.mjs';

const COUCH = fileURLToPath(new URL('peers/couch.mjs', import.meta.url));

/** What is typed into every search, key by key. */
export const TYPED = ['nguyen thi hanh', 'tran van', 'hoa', 'le dinh son'];

export class Peers {
  /** The peers' pages, filled with the households. `records` holds households, writes and visits. */
  static async ready(browser, records) {
    const peers = new Peers();
    peers.browser = browser;
    peers.records = records;
    peers.site = await serve({ 'households.json': records.households, 'visits.json': records.visits });
    for (const peer of ['raw', 'pouch']) {
      const page = await peers.#open(peer, 1);
      await page.tab.evaluate(() => bench.fill('/households.json'));
      await page.close();
    }
    return peers;
  }

  /** Navigation to the first rows of the list, the page's files being in the browser's cache. */
  async start(peer, slowdown, runs) {
    const values = [];
    for (let run = 0; run < runs; run++) {
      const page = await this.browser.page(slowdown);
      values.push(await page.start(`${this.#address(peer)}&then=list`, '#list li'));
      await page.close();
    }
    return values;
  }

  /** A tap on the button to the completion of the write. */
  async save(peer, slowdown, runs) {
    const page = await this.#open(peer, slowdown);
    const values = [];
    await page.tab.evaluate((writes) => bench.take(writes), this.records.writes(runs + 2));
    for (let run = 0; run < runs + 2; run++) {
      const { ms } = await page.writeAfter(() => page.tab.tap('#save'));
      // The first ones compile code and open the database.
      if (run >= 2) values.push(ms);
    }
    await page.close();
    return values;
  }

  /** A key to the changed list. */
  async search(peer, slowdown, texts) {
    const page = await this.#open(peer, 1);
    await page.tab.evaluate(() => bench.prepareSearch());
    await page.slow(slowdown);
    const values = await keys(page, '#search', '#list', texts);
    await page.close();
    return values;
  }

  /** PouchDB's replication of queued visits to its own server; also what that server computed for each thousand. */
  async push(slowdown, runs) {
    const couch = await Couch.start();
    const page = await this.#open('pouch', 1);
    const total = [];
    const cpu = [];
    for (let run = 0; run < runs; run++) {
      const before = couch.cpu();
      total.push(await this.#replicate(page, slowdown, `${couch.url}/visits-${run}`));
      cpu.push(couch.cpu() - before);
    }
    await page.close();
    await couch.remove();
    return { total, cpu };
  }

  /** What one visit of a replication takes on the wire, both ways, without the questions that another origin costs. */
  async bytes() {
    const couch = await Couch.start();
    const wire = await Wire.to(couch.url);
    const page = await this.#open('pouch', 1);
    await this.#replicate(page, 1, `${wire.url}/visits`);
    const { up, down } = wire.sum((what) => !what.startsWith('OPTIONS'));
    await page.close();
    wire.close();
    await couch.remove();
    return (up + down) / this.records.visits.length;
  }

  async #replicate(page, slowdown, url) {
    await page.slow(1);
    const queued = await page.tab.evaluate(async () => bench.queue(await (await fetch('/visits.json')).json()));
    await page.slow(slowdown);
    const { ms, docs_written } = await page.tab.evaluate((url) => bench.push(url), url);
    if (docs_written !== queued) throw new Error(`${docs_written} of ${queued} visits arrived`);
    return ms;
  }

  close() {
    this.site.close();
  }

  async #open(peer, slowdown) {
    const page = await this.browser.page(slowdown);
    await page.tab.goto(this.#address(peer));
    await page.tab.waitForSelector('body[data-ready]');
    return page;
  }

  #address(peer) {
    return `${this.site.url}/page.html?peer=${peer}`;
  }
}

/** PouchDB's server in a process of its own. */
class Couch {
  #process;
  #folder;

  static async start() {
    const couch = new Couch();
    couch.#folder = await mkdtemp(join(scratch(), 'couch-'));
    const port = await freePort();
    couch.url = `http://127.0.0.1:${port}`;
    couch.#process = start(process.execPath, [COUCH, port, couch.#folder], { stdio: ['ignore', 'ignore', 'inherit'] });
    await answering(couch.url, couch.#process);
    return couch;
  }

  cpu() {
    return cpuTime(this.#process.pid);
  }

  async remove() {
    const exited = once(this.#process, 'exit');
    this.#process.kill();
    await exited;
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Types texts into a field key by key, each after the answer to the one before; a key that changes nothing does not count. */
export async function keys(page, field, list, texts) {
  const values = [];
  for (const text of texts) {
    await page.tab.fill(field, '');
    await page.tab.focus(field);
    for (const key of text) {
      const ms = await page.answerTo(() => page.tab.keyboard.press(key === ' ' ? 'Space' : key), list);
      if (ms !== null) values.push(ms);
    }
  }
  return values;
}
