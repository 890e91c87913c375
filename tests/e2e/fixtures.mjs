// What every end-to-end test is given: a server, and a phone whose browser can be restarted.
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, chromium, expect } from '@playwright/test';
import { Server, required } from './server.mjs';
import { PIN, typist } from './typist.mjs';

export { expect };

const QUIET = ['--use-fake-device-for-media-stream', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

/** How long a browser may take to open a tab, in milliseconds. */
const PATIENCE = 5_000;

export const PHONE = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true };
export const DESK = { viewport: { width: 1280, height: 800 } };

/** What a browser writes to its console whenever a request fails, which tests bring about on purpose. */
const EXPECTED = /^Failed to load resource/;

/**
 * The browser: the whole one, or its engine alone (`chromium-headless-shell`), which takes a third less time as it draws no
 * windows, and neither records sound nor can be killed by its profile.
 */
const browserOf = (whole) => (!whole && process.env.HEADLESS_SHELL) || required('CHROMIUM');

/** A browser with a profile of its own on disk. Restarting it keeps what is stored and drops what is in memory. */
export class Device {
  #folder;
  #screen;
  #path;
  #pin = PIN;
  #preparations = [];
  #tabs = new Set();
  context;
  /** Everything that its pages wrote to the console. */
  log = [];
  /** What no page may do: fail, write an error, break the content security policy. */
  faults = [];

  /** Somebody types the PIN wherever it is asked for, or nobody does. */
  static async fresh(screen, whole, { typed = true } = {}) {
    const device = new Device();
    if (!typed) device.#pin = null;
    device.#folder = await mkdtemp(join(tmpdir(), 'dong-hanh-device-'));
    device.#screen = screen;
    device.#path = browserOf(whole);
    await device.#launch();
    return device;
  }

  /** A new tab. */
  async tab() {
    for (;;) {
      const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
      const page = await Promise.race([this.context.newPage().catch(unlessCrashed), late]);
      // A browser whose processes were killed just now may run it in one that is dying, and may never say so.
      if (!page) continue;
      this.#tabs.add(page);
      page.once('close', () => this.#tabs.delete(page));
      return page;
    }
  }

  async restart() {
    await this.context.close();
    await this.#launch();
  }

  /** Ends the browser at once, as an empty battery does: no page hears of it. Then starts it again. */
  async kill() {
    const gone = once(this.context, 'close');
    process.kill(await this.#browser(), 'SIGKILL');
    await gone;
    await rm(join(this.#folder, 'SingletonLock'), { force: true });
    await this.#launch();
  }

  /** Ends the processes of all pages at once, as a phone does that is short of memory: no page hears of it. */
  async killPages() {
    const pages = [...this.#tabs];
    const crashes = pages.map((page) => once(page, 'crash').then(() => this.#tabs.delete(page)));
    const late = () => new Promise((resolve) => setTimeout(resolve, 200));
    // A page that is just being opened may go on in another process than the one that was found.
    while (pages.some((page) => this.#tabs.has(page))) {
      for (const renderer of await renderersOf(await this.#browser())) endProcess(renderer);
      await Promise.race([Promise.all(crashes), late()]);
    }
    // They answer to nobody any more, not even that they were closed.
    for (const page of pages) page.close().catch(() => {});
  }

  /** The browser's own process. Chromium names it in the lock of the profile: `host-1234`. */
  async #browser() {
    const lock = await readlink(join(this.#folder, 'SingletonLock'));
    return Number(lock.split('-').at(-1));
  }

  /** Where its profile lies. */
  get folder() {
    return this.#folder;
  }

  async remove() {
    await this.context.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #launch() {
    this.#tabs.clear();
    this.context = await chromium.launchPersistentContext(this.#folder, {
      executablePath: this.#path,
      args: QUIET,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      ...this.#screen,
    });
    this.context.on('console', (message) => {
      this.log.push(`${message.type()}: ${message.text()}`);
      if (message.type() === 'error' && !EXPECTED.test(message.text())) this.faults.push(message.text());
    });
    this.context.on('weberror', (error) => this.faults.push(String(error.error())));
    await this.context.exposeBinding('violated', ({ page }, what) => this.faults.push(`${page.url()} ${what}`));
    await this.context.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', (event) => window.violated(`${event.violatedDirective} ${event.blockedURI}`)),
    );
    if (this.#pin) await this.context.addInitScript(typist, this.#pin);
    for (const prepare of this.#preparations) await prepare(this.context);
  }

  /** Does something to the browser now and after every start. */
  async prepare(preparation) {
    this.#preparations.push(preparation);
    await preparation(this.context);
  }
}

function unlessCrashed(error) {
  if (!error.message.includes('Target crashed')) throw error;
}

/** Ends a process, unless it has ended by itself. */
function endProcess(id) {
  try {
    process.kill(id, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** The processes in which a browser runs its pages, by what Linux tells of its processes. */
async function renderersOf(browser) {
  const parents = new Map();
  const renderers = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // One that ends in this moment is none.
    const read = (file) => readFile(`/proc/${name}/${file}`, 'utf8').catch(() => '');
    const [stat, line] = [await read('stat'), await read('cmdline')];
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    if (line.includes('--type=renderer')) renderers.push(Number(name));
  }
  const isOfBrowser = (process) => process === browser || (parents.has(process) && isOfBrowser(parents.get(process)));
  return renderers.filter(isOfBrowser);
}

/** Lends a device to a test; afterwards says what its pages wrote, and lets none of their faults pass. */
export async function lend(screen, whole, use, info, options) {
  const device = await Device.fresh(screen, whole, options);
  await use(device);
  await device.remove();
  if (info.status !== info.expectedStatus) console.log(device.log.join('\n'));
  expect(device.faults).toEqual([]);
}

export const test = base.extend({
  /** Started, with the demo commune. */
  server: async ({}, use) => {
    const server = await Server.fresh();
    await server.start();
    await use(server);
    await server.remove();
  },
  /** Whether these tests need the whole browser: what records sound, dies at once, or is told of the product as a whole. */
  whole: [false, { option: true }],
  /** Whether somebody types the PIN wherever the phone asks for it; else the story does. */
  typed: [true, { option: true }],
  phone: ({ whole, typed }, use, info) => lend(PHONE, whole, use, info, { typed }),
  desk: ({ whole }, use, info) => lend(DESK, whole, use, info),
});
