// The engine in headless Chromium. It wants a secure context, so its page comes from localhost.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { bundled } from './bundle.mjs';
import { ZONE } from './world.mjs';

const QUIET = ['--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

export async function inChromium() {
  // Playwright is a tool of the whole project and lies at its root.
  const { chromium } = createRequire(import.meta.url)('@playwright/test');
  const server = await serve({ '/': '<!doctype html><script type="module" src="page.js"></script>', '/page.js': await bundled() });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: QUIET });
  const context = await browser.newContext({ timezoneId: ZONE, locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(`http://localhost:${server.address().port}/`);
  await page.waitForFunction(() => globalThis.xforms);
  return {
    call: (name, values) => page.evaluate(([what, given]) => globalThis.xforms[what](...given), [name, values]),
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

async function serve(files) {
  const server = createServer((request, response) => {
    const body = files[request.url];
    const type = request.url.endsWith('.js') ? 'text/javascript' : 'text/html';
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': `${type}; charset=utf-8` }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
