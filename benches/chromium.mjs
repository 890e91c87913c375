// One headless Chromium with a profile on disk, and pages that are slowed down and watched.
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { PIN, typist } from '../tests/e2e/typist.mjs';
import { required, scratch } from './machine.mjs';

// Playwright is a tool of the whole project and lies at its root.
const { chromium } = createRequire(import.meta.url)('@playwright/test');

const PROBE = fileURLToPath(new URL('probe.js', import.meta.url));
const QUIET = ['--disable-quic', '--ignore-certificate-errors', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
const PATIENCE = 120_000;

export class Chromium {
  static async fresh() {
    const browser = new Chromium();
    // A context without a folder would keep IndexedDB in memory.
    browser.folder = await mkdtemp(join(scratch(), 'profile-'));
    browser.context = await chromium.launchPersistentContext(browser.folder, {
      executablePath: required('CHROMIUM'),
      args: QUIET,
      viewport: { width: 360, height: 800 },
      hasTouch: true,
      isMobile: true,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      serviceWorkers: 'allow',
    });
    await browser.context.addInitScript({ path: PROBE });
    await browser.context.addInitScript(typist, PIN);
    return browser;
  }

  /** A new tab whose main thread runs at `1 / slowdown` of its speed. */
  async page(slowdown) {
    const tab = await this.context.newPage();
    const devtools = await this.context.newCDPSession(tab);
    const page = new Page(tab, devtools);
    await page.slow(slowdown);
    return page;
  }

  async remove() {
    await this.context.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

export class Page {
  constructor(tab, devtools) {
    this.tab = tab;
    this.devtools = devtools;
  }

  async slow(slowdown) {
    this.slowdown = slowdown;
    await this.devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  }

  /** From the start of the navigation to the first element that `selector` names, laid out. */
  async start(url, selector) {
    await this.tab.addInitScript((awaited) => (globalThis.probe.awaited = awaited), selector);
    await this.tab.goto(url, { waitUntil: 'commit' });
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      await pause(this.#settled);
      const shown = await this.tab.evaluate(() => globalThis.probe.shown);
      if (shown !== null) return shown;
      if (Date.now() > deadline) throw new Error(`${url} shows no ${selector}`);
    }
  }

  /** Types digits, and waits: from the last of them to the first element that `selector` names, laid out. */
  async typed(digits, selector) {
    const deadline = Date.now() + PATIENCE;
    await this.tab.evaluate(
      ([digits, selector]) => {
        Object.assign(globalThis.probe, { awaited: selector, shown: null });
        for (const key of digits) dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
      },
      [digits, selector],
    );
    for (;;) {
      await pause(this.#settled);
      const { began, shown } = await this.tab.evaluate(() => globalThis.probe);
      if (shown !== null) return shown - began;
      if (Date.now() > deadline) throw new Error(`no ${selector} after the digits`);
    }
  }

  /** From the moment at which `act` is handled to the last change that it makes inside `selector`; null if none. */
  async answerTo(act, selector) {
    await this.tab.evaluate((inside) => globalThis.probe.watch(inside), selector);
    await act();
    for (let last = null; ; ) {
      await pause(this.#settled);
      const { began, changed } = await this.tab.evaluate(() => globalThis.probe);
      if (changed === last) return changed && changed - began;
      last = changed;
    }
  }

  /** From the moment at which the tap of `act` is handled to the completion of the first write that it causes. */
  async writeAfter(act) {
    await act();
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      await pause(this.#settled);
      const { began, writes } = await this.tab.evaluate(() => globalThis.probe);
      const first = writes.find(({ done }) => done);
      if (first) return { ms: first.done - began, strict: first.strict };
      if (Date.now() > deadline) throw new Error('nothing was written');
    }
  }

  /** From the first answered request whose address ends in `request` to the last writing transaction over `store` after it, both at rest for a while. */
  async untilWritten(store, request) {
    const deadline = Date.now() + PATIENCE;
    for (let last = null; Date.now() < deadline; ) {
      await pause(3 * this.#settled);
      const { sent, written, pending } = await this.tab.evaluate(
        ([store, request]) => ({
          sent: performance.getEntriesByType('resource').find(({ name, responseStatus }) => name.endsWith(request) && responseStatus === 200)?.startTime,
          written: Math.max(...globalThis.probe.writes.filter(({ stores }) => stores.includes(store)).map(({ done }) => done ?? 0)),
          pending: globalThis.probe.writes.some(({ done }) => done === null),
        }),
        [store, request],
      );
      if (sent !== undefined && !pending && written > sent && written === last) return written - sent;
      last = written;
    }
    throw new Error(`nothing was written to ${store}`);
  }

  /** What the page holds after collecting garbage: the heap of JavaScript, and the memory of WebAssembly, which never shrinks. */
  async memory() {
    const { devtools } = this;
    await devtools.send('HeapProfiler.collectGarbage');
    await devtools.send('Performance.enable');
    const { metrics } = await devtools.send('Performance.getMetrics');
    const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize').value;
    const prototype = await devtools.send('Runtime.evaluate', { expression: 'WebAssembly.Memory.prototype' });
    const { objects } = await devtools.send('Runtime.queryObjects', { prototypeObjectId: prototype.result.objectId });
    const sum = 'function () { return this.reduce((bytes, memory) => bytes + memory.buffer.byteLength, 0) }';
    const wasm = await devtools.send('Runtime.callFunctionOn', { functionDeclaration: sum, objectId: objects.objectId, returnByValue: true });
    return heap + wasm.result.value;
  }

  /** Throws away whatever an address has stored: databases, files, workers. */
  async forget(url) {
    await this.devtools.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'all' });
  }

  // Whoever asks a slowed page slows it further, so it is asked seldom.
  get #settled() {
    return this.slowdown === 1 ? 100 : 400;
  }

  close() {
    return this.tab.close();
  }
}
