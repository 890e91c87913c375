// Measures the app itself: the built one, in the same browser, through its own screens.
import { createHash } from 'node:crypto';
import { answers, chance, id, moment } from './data.mjs';
import { PASSWORD, signInOf } from './installation.mjs';
import { keys } from './peers.mjs';
import { PIN } from '../tests/e2e/typist.mjs';
import { Vault } from './vault.mjs';

const LIST = '#main a[href^="/households/0"]';
/** Six digits that open nothing. */
const WRONG = '904617';
const FINISH = 'Xong, giữ lượt thăm này';

/** Boxes of the part about the house that are pressed in turn: two plain ones, and one that brings a question. */
const BOXES = [
  ['house/roof', 'Ngói'],
  ['house/roof', 'Tôn'],
  ['house/leaks', 'Có'],
  ['house/leaks', 'Không'],
];

export class Phone {
  #random = chance(77);
  /** What seals the store, once somebody has written to it. */
  #vault = null;

  /** Signs in at an address, and waits until every record is there and the app is installed. */
  static async ready(browser, url, hamlet) {
    const phone = new Phone();
    phone.browser = browser;
    phone.url = url;
    phone.hamlet = hamlet;
    await phone.pull(1);
    return phone;
  }

  /**
   * Signs in on a phone that has nothing: from the first request for changes to the last record that is stored, and what
   * the page holds then.
   */
  async pull(slowdown) {
    const page = await this.browser.page(1);
    const { tab } = page;
    await page.forget(this.url);
    this.#vault = null;
    await tab.goto(this.url);
    await tab.getByLabel('Tên đăng nhập').fill(signInOf(this.hamlet));
    await tab.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
    await page.slow(slowdown);
    await tab.getByRole('button', { name: 'Đăng nhập' }).click();
    // Shown when the feeds were read to their end once.
    await tab.getByRole('navigation', { name: 'Các mục chính' }).waitFor({ timeout: 240_000 });
    const ms = await page.untilWritten('log', 'changes');
    await page.slow(1);
    await tab.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated');
    const memory = await page.memory();
    await page.close();
    return { ms, memory };
  }

  /**
   * Navigation to the first rows of the list, without a network. Another tab has the store open, so that nobody types a PIN,
   * which is made to cost.
   */
  async start(slowdown, runs) {
    const values = [];
    const beside = await this.browser.page(1);
    await beside.tab.goto(this.url);
    await beside.tab.getByRole('navigation', { name: 'Các mục chính' }).waitFor({ timeout: 60_000 });
    for (let run = 0; run < runs; run++) {
      const page = await this.browser.page(slowdown);
      values.push(await page.start(`${this.url}/households`, LIST));
      await page.close();
    }
    await beside.close();
    return values;
  }

  /**
   * At the door of a phone that nobody has open, without a network: from the last digit of a wrong PIN to the word that it is
   * wrong, which is what a PIN costs; and from that of the right one to the first rows of the list.
   */
  async unlock(slowdown, runs) {
    const values = { pin: [], opened: [] };
    for (let run = 0; run < runs; run++) {
      const page = await this.browser.page(1);
      await page.tab.addInitScript(() => sessionStorage.setItem('away', 'true'));
      await page.tab.goto(`${this.url}/households`);
      const pad = page.tab.locator('.lock .keys[aria-disabled="false"]');
      await pad.waitFor({ timeout: 60_000 });
      await page.tab.waitForTimeout(1_000);
      await page.slow(slowdown);
      values.pin.push(await page.typed(WRONG, '.lock [role="alert"]'));
      await pad.waitFor();
      values.opened.push(await page.typed(PIN, LIST));
      await page.close();
    }
    return values;
  }

  /** A key in the field above the list to the changed list. */
  async search(slowdown, texts) {
    const page = await this.#open('/households', 1, LIST);
    // The names are folded in the background after the start.
    await page.tab.waitForTimeout(2_000);
    await page.slow(slowdown);
    const values = await keys(page, 'input[type=search]', '#main', texts);
    await page.close();
    return values;
  }

  /** A tap on the button of a visit's last page to the completion of the transaction that keeps the visit. */
  async save(slowdown, runs, houses, form) {
    const drafts = this.drafts(runs + 2, houses, form);
    await this.keep(drafts);
    const page = await this.#open('/', 1);
    const values = [];
    for (const [run, { visit }] of drafts.entries()) {
      await page.slow(1);
      await go(page, `/visits/${visit}/finish`);
      const button = page.tab.getByRole('button', { name: FINISH });
      await button.waitFor();
      await page.tab.waitForTimeout(300);
      await page.slow(slowdown);
      const { ms, strict } = await page.writeAfter(() => button.tap());
      if (!strict) throw new Error('a visit was finished without strict durability');
      // The first ones compile code.
      if (run >= 2) values.push(ms);
      await page.tab.getByRole('heading', { name: /^Đã ghi xong/ }).waitFor();
    }
    await page.close();
    return values;
  }

  /** A tap on an answer to the form that shows it and what depends on it. */
  async answer(slowdown, rounds, houses, form) {
    const drafts = this.drafts(1, houses, form);
    await this.keep(drafts);
    const page = await this.#open(`/visits/${drafts[0].visit}?part=house`, 1, 'input[type=radio]');
    await page.slow(slowdown);
    const values = [];
    for (let round = 0; round < rounds + 1; round++) {
      for (const [path, label] of BOXES) {
        const box = page.tab.locator(`#q-${path.replace('/', '-')} label`, { hasText: new RegExp(`^${label}$`) });
        await box.scrollIntoViewIfNeeded();
        const ms = await page.answerTo(() => box.tap(), '#main');
        if (round > 0 && ms !== null) values.push(ms);
      }
    }
    await page.close();
    return values;
  }

  /**
   * What somebody else did, seen on a page that is open: from the moment at which it is stored on this phone to the changed
   * numbers, laid out. `change` does it at the server.
   */
  async told(slowdown, path, runs, change) {
    const page = await this.#open(path, 1, '.sheet .num, .sheet h2, .sheet p');
    await page.tab.waitForTimeout(2_000);
    const values = [];
    for (let run = 0; run < runs + 1; run++) {
      await change();
      await page.slow(slowdown);
      const ms = await page.tab.evaluate(
        () =>
          new Promise((changed, failed) => {
            const shown = () => document.querySelector('.sheet')?.textContent;
            const before = shown();
            globalThis.probe.writes = [];
            const look = new MutationObserver(() => {
              const now = shown();
              if (!now || now === before) return;
              document.documentElement.getBoundingClientRect();
              look.disconnect();
              const stored = globalThis.probe.writes.filter(({ stores, done }) => stores.includes('log') && done).at(-1);
              if (stored) changed(performance.now() - stored.done);
              else failed(new Error('the numbers changed before anything was stored'));
            });
            look.observe(document.body, { childList: true, subtree: true, characterData: true });
            setTimeout(() => failed(new Error('the numbers did not change')), 60_000);
            document.dispatchEvent(new Event('visibilitychange'));
          }),
      );
      // The first one compiles code.
      if (run > 0) values.push(ms);
      await page.slow(1);
      await page.tab.waitForTimeout(500);
    }
    await page.close();
    return values;
  }

  /** A press in the list to the page of a household, laid out with the first of its visits where it has any. */
  async page(slowdown, runs, household, visited) {
    const page = await this.#open('/households', 1, LIST);
    await page.tab.waitForTimeout(2_000);
    await page.slow(slowdown);
    const values = [];
    for (let run = 0; run < runs + 1; run++) {
      const ms = await page.tab.evaluate(
        ([path, awaited]) =>
          new Promise((shown) => {
            const began = performance.now();
            const look = new MutationObserver(() => {
              if (!document.querySelector(awaited)) return;
              look.disconnect();
              requestAnimationFrame(() => requestAnimationFrame(() => shown(performance.now() - began)));
            });
            look.observe(document.body, { childList: true, subtree: true });
            history.pushState(null, '', path);
            dispatchEvent(new PopStateEvent('popstate', { state: null }));
          }),
        [`/households/${household}`, visited ? 'ol.line > li .read' : 'h1.hero'],
      );
      // The first one compiles code.
      if (run > 0) values.push(ms);
      await go(page, '/households');
      await page.tab.locator(LIST).first().waitFor({ state: 'attached' });
      await page.tab.waitForTimeout(300);
    }
    await page.close();
    return values;
  }

  /** What the page of a household says when somebody has read it to its end. */
  async wholePage(household, visits) {
    const page = await this.#open(`/households/${household}`, 1, 'ol.line > li .read');
    const read = page.tab.locator('ol.line .read');
    while ((await read.count()) < visits) {
      await read.last().scrollIntoViewIfNeeded();
      await page.tab.waitForTimeout(50);
    }
    const html = await page.tab.locator('#main').innerHTML();
    await page.close();
    return html;
  }

  /** The same text given to a page at once: from there to the second frame. */
  async plain(slowdown, runs, html) {
    const page = await this.#open('/households', 1, LIST);
    await page.slow(slowdown);
    const values = [];
    for (let run = 0; run < runs + 1; run++) {
      const ms = await page.tab.evaluate(
        (html) =>
          new Promise((shown) => {
            const place = document.createElement('div');
            const began = performance.now();
            place.innerHTML = html;
            document.querySelector('#main').replaceChildren(place);
            requestAnimationFrame(() => requestAnimationFrame(() => shown(performance.now() - began)));
          }),
        html,
      );
      if (run > 0) values.push(ms);
    }
    await page.close();
    return values;
  }

  /** From the first request to the last stored receipt of queued visits, on Today; and what the page holds then. */
  async push(slowdown, count, make) {
    await this.queue(count, make);
    const page = await this.browser.page(1);
    const answered = [];
    page.tab.on('response', (response) => response.url().endsWith('/operations') && answered.push(response.status()));
    // The app is opened without a network, so that the measured time is that of the push alone.
    await page.tab.route('**/api/v1/**', (route) => route.abort());
    await page.tab.goto(this.url);
    await page.tab.getByRole('navigation', { name: 'Các mục chính' }).waitFor();
    await page.tab.waitForTimeout(1_500);
    await page.tab.unroute('**/api/v1/**');
    await page.slow(slowdown);
    await page.tab.evaluate(() => dispatchEvent(new Event('online')));
    const ms = await page.untilWritten('outbox', 'operations');
    await page.slow(1);
    const left = await this.#store(() => transact(({ outbox }) => outbox.count()));
    if (left !== 0) throw new Error(`${left} of ${count} visits are still queued (${answered})`);
    const memory = await page.memory();
    await page.close();
    return { ms, memory };
  }

  /** Sends a visit with a photo; `begin` and `end` are called when the app is open and when the photo has arrived. */
  async photograph(bytes, make, begin, end) {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const media = { sha256, bytes: bytes.length, mime: 'image/jpeg' };
    await this.#store(
      ({ sha256, base64 }) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        return transact(({ media, media_state }) => {
          media.put(bytes, sha256);
          media_state.put('waiting', sha256);
        });
      },
      { sha256, base64: bytes.toString('base64') },
    );
    await this.queue(1, (...given) => {
      const [operation] = make(...given);
      const { answers } = operation.action.finish_visit.answers;
      Object.assign(answers, { 'consent/photos_allowed': { yes_no: true }, 'closing/photos': { photos: [media] } });
      return [operation];
    });
    const page = await this.browser.page(1);
    await page.tab.route('**/api/v1/**', (route) => route.abort());
    await page.tab.goto(this.url);
    await page.tab.getByRole('navigation', { name: 'Các mục chính' }).waitFor();
    const last = (response) => response.request().method() === 'PATCH' && response.headers()['upload-offset'] === String(bytes.length);
    const arrived = page.tab.waitForResponse(last, { timeout: 600_000 });
    begin();
    await page.tab.unroute('**/api/v1/**');
    await page.tab.evaluate(() => dispatchEvent(new Event('online')));
    await arrived;
    end();
    await page.close();
  }

  /** Puts visits into the outbox, as finishing them would have. */
  async queue(count, make) {
    const vault = await this.#opened();
    const device = await this.#store(() => transact(({ door }) => door.get('device')));
    const counter = await this.#store(() => transact(({ meta }) => meta.get('counter')).then((sealed) => sealed && toBase64(sealed)));
    const operations = make(count, device, Number(counter ? vault.read('meta/counter', counter) : 0) + 1);
    await this.#store(
      ({ sealed, counter }) =>
        transact(({ outbox, meta }) => {
          for (const [at, value] of sealed) outbox.put(fromBase64(value), at);
          meta.put(fromBase64(counter), 'counter');
        }),
      {
        sealed: operations.map((operation) => [operation.counter, vault.seal(`outbox/${operation.counter}`, JSON.stringify(operation))]),
        counter: vault.seal('meta/counter', String(operations.at(-1).counter)),
      },
    );
  }

  /** What the page holds, on the list. */
  async memory() {
    const page = await this.#open('/households', 1, LIST);
    await page.tab.waitForTimeout(2_000);
    const memory = await page.memory();
    await page.close();
    return memory;
  }

  /** A page of the app, in which these scripts run before its own. */
  async open(path, scripts = []) {
    return this.#open(path, 1, 'nav', scripts);
  }

  async #open(path, slowdown, selector = 'nav', scripts = []) {
    const page = await this.browser.page(slowdown);
    for (const script of scripts) await page.tab.addInitScript({ path: script });
    await page.tab.goto(this.url + path);
    await page.tab.locator(selector).first().waitFor({ state: 'attached' });
    return page;
  }

  /** Drafts of routine visits to these households. */
  drafts(count, houses, form) {
    return Array.from({ length: count }, () => {
      const now = Date.now();
      return {
        visit: id(this.#random, now),
        household: houses[Math.floor(this.#random() * houses.length)].id,
        form,
        answers: answers(this.#random),
        started: moment(now - 20 * 60_000),
        saved: moment(now),
        screen: 'house',
      };
    });
  }

  /** Puts drafts of visits into the store, as the app would have. */
  async keep(drafts) {
    const vault = await this.#opened();
    const sealed = drafts.map((draft) => [draft.visit, vault.seal(`drafts/${draft.visit}`, JSON.stringify(draft))]);
    await this.#store((list) => transact((shelves) => list.forEach(([visit, value]) => void shelves.drafts.put(fromBase64(value), visit))), sealed);
  }

  async #opened() {
    this.#vault ??= Vault.open(await this.#store(() => transact(({ door }) => door.get('keyring'))), PIN);
    return this.#vault;
  }

  /** Does something with the shelves of the app's store, in a page of its origin in which the app does not run. */
  async #store(work, given) {
    const page = await this.browser.page(1);
    await page.tab.route(`${this.url}/api/bench`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.tab.goto(`${this.url}/api/bench`);
    await page.tab.evaluate(shelves);
    const result = await page.tab.evaluate(work, given);
    await page.close();
    return result;
  }
}

/** Defines `transact` in a page: one transaction; gives what the request that `work` gives has found. And how bytes come in and out. */
function shelves() {
  globalThis.fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  globalThis.toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const done = (request) =>
    new Promise((fulfil, reject) => {
      request.onsuccess = () => fulfil(request.result);
      request.onerror = () => reject(request.error);
    });
  globalThis.transact = async (work) => {
    const [{ name }] = (await indexedDB.databases()).filter(({ name }) => name.startsWith('dong-hanh:'));
    const database = await done(indexedDB.open(name));
    const names = ['door', 'meta', 'drafts', 'outbox', 'media', 'media_state'];
    const transaction = database.transaction(names, 'readwrite');
    const committed = new Promise((fulfil, reject) => {
      transaction.oncomplete = fulfil;
      transaction.onabort = () => reject(transaction.error);
    });
    const request = work(Object.fromEntries(names.map((shelf) => [shelf, transaction.objectStore(shelf)])));
    await committed;
    database.close();
    return request?.result;
  };
}

/** Goes to another page of the app without leaving it. */
function go(page, path) {
  return page.tab.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }, path);
}
