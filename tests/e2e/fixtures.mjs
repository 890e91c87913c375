// What every end-to-end test is given: a server, and a phone whose browser can be restarted.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, chromium } from '@playwright/test';
import { Server, required } from './server.mjs';

export { expect } from '@playwright/test';

const QUIET = ['--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

export const PHONE = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true };
export const DESK = { viewport: { width: 1280, height: 800 } };

/** A browser with a profile of its own on disk. Restarting it keeps what is stored and drops what is in memory. */
export class Device {
  #folder;
  #screen;
  context;

  static async fresh(screen) {
    const device = new Device();
    device.#folder = await mkdtemp(join(tmpdir(), 'dong-hanh-device-'));
    device.#screen = screen;
    await device.#launch();
    return device;
  }

  /** A new tab. */
  async tab() {
    return this.context.newPage();
  }

  async restart() {
    await this.context.close();
    await this.#launch();
  }

  async remove() {
    await this.context.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #launch() {
    this.context = await chromium.launchPersistentContext(this.#folder, {
      executablePath: required('CHROMIUM'),
      args: QUIET,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      ...this.#screen,
    });
  }
}

export const test = base.extend({
  /** Started, with the demo commune. */
  server: async ({}, use) => {
    const server = await Server.fresh();
    await server.start();
    await use(server);
    await server.remove();
  },
  phone: async ({}, use) => {
    const phone = await Device.fresh(PHONE);
    await use(phone);
    await phone.remove();
  },
  desk: async ({}, use) => {
    const desk = await Device.fresh(DESK);
    await use(desk);
    await desk.remove();
  },
});
