// Measures the floor (raw IndexedDB) and the peer (PouchDB) in the browser.
import { serve } from './peers/site.mjs';

/** What is typed into every search, key by key. */
export const TYPED = ['nguyen thi hanh', 'tran van', 'hoa', 'le dinh son'];

export class Peers {
  /** The peers' pages. `records` holds households, and visits or writes where these are measured. */
  static async ready(browser, records) {
    const peers = new Peers();
    peers.browser = browser;
    peers.records = records;
    peers.site = await serve({ 'households.json': records.households, 'visits.json': records.visits });
    return peers;
  }

  /** Stores the households in both. */
  async fill() {
    for (const peer of ['raw', 'pouch']) {
      const page = await this.#open(peer, 1);
      await page.tab.evaluate(() => bench.fill('/households.json'));
      await page.close();
    }
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

  /** Puts as many records into raw IndexedDB, fetched as one text. */
  async store(slowdown) {
    const page = await this.#open('raw', slowdown);
    const ms = await page.tab.evaluate(async () => {
      const began = performance.now();
      await bench.fill('/households.json');
      return performance.now() - began;
    });
    await page.close();
    return ms;
  }

  /** PouchDB's replication of queued visits to its server: the time, and what the page holds then. */
  async push(slowdown, url, count) {
    const page = await this.#open('pouch', 1);
    const queue = async (count) => bench.queue((await (await fetch('/visits.json')).json()).slice(0, count));
    const queued = await page.tab.evaluate(queue, count);
    if (queued !== count) throw new Error(`${queued} visits are queued, not ${count}`);
    return this.#replicated(page, slowdown, () => page.tab.evaluate((url) => bench.push(url), url), count);
  }

  /** PouchDB's replication of so many households from its server, the same. */
  async pull(slowdown, url, count) {
    const page = await this.#open('pouch', 1);
    return this.#replicated(page, slowdown, () => page.tab.evaluate((url) => bench.pull(url), url), count);
  }

  async #replicated(page, slowdown, replicate, count) {
    await page.slow(slowdown);
    const { ms, docs_written } = await replicate();
    if (docs_written !== count) throw new Error(`${docs_written} of ${count} records arrived`);
    await page.slow(1);
    const memory = await page.memory();
    await page.tab.evaluate(() => bench.drop());
    await page.close();
    return { ms, memory };
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
