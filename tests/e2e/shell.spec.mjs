// The app's shell: it installs whole, starts without a server at any address, and changes builds only when told.
import { Builds } from './builds.mjs';
import { Device, PHONE, expect, test as base } from './fixtures.mjs';
import { endOutgoing } from './outgoing.mjs';
import { Server } from './server.mjs';
import { enter, installed } from './visiting.mjs';

/** A server over a copy of the app, so that a test can publish other builds. */
const test = base.extend({
  builds: async ({}, use) => {
    const builds = await Builds.fresh();
    await use(builds);
    await builds.remove();
  },
  server: async ({ builds }, use) => {
    const server = await Server.fresh({ app: builds.folder });
    await server.start();
    await use(server);
    await server.remove();
  },
  phone: async ({ phone }, use) => {
    // A tab that is closed at once needs nothing ended.
    await phone.prepare((context) => context.on('page', (tab) => endOutgoing(tab).catch(() => {})));
    await use(phone);
  },
});

// Installed as people install it.
test.use({ whole: true });

/** Opens the app, and waits until it is installed and this tab is its worker's. */
async function install(tab, url) {
  await tab.goto(url);
  await tab.evaluate(async () => {
    const controlled = new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done));
    await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
    if (!navigator.serviceWorker.controller) await controlled;
  });
}

const buildOf = (tab) => tab.evaluate(() => document.documentElement.dataset.build);

const buildCaches = (tab) =>
  tab.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('phone-')).sort());

const report = (tab) =>
  tab.evaluate(() => navigator.serviceWorker.controller.postMessage({ type: 'started', build: document.documentElement.dataset.build }));

/** Looks for a new build; gives the state that the arriving worker ends its installation with. */
const update = (tab) =>
  tab.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    const worker = registration.installing ?? registration.waiting;
    while (worker?.state === 'installing') await new Promise((done) => worker.addEventListener('statechange', done, { once: true }));
    return worker?.state;
  });

/** Accepts the waiting build: 'activated', or the worker's reason to refuse. A running app is then loaded anew. */
const accept = (tab) =>
  tab
    .evaluate(async () => {
      const { waiting } = await navigator.serviceWorker.getRegistration();
      return new Promise((done) => {
        navigator.serviceWorker.addEventListener('message', ({ data }) => data.type === 'refused' && done(data.reason));
        waiting.addEventListener('statechange', () => waiting.state === 'activated' && done('activated'));
        waiting.postMessage({ type: 'activate' });
      });
    })
    .catch((error) => {
      if (!/context was destroyed/.test(error.message)) throw error;
      return 'activated';
    });

test('the browser finds nothing that keeps the app from being installed', async ({ server, phone }) => {
  const tab = await phone.tab();
  await install(tab, server.url);
  const devtools = await phone.context.newCDPSession(tab);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // A profile made for a test counts as a private window, which is all that may be said.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  const { errors, data } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(JSON.parse(data)).toMatchObject({ name: 'Đồng Hành', lang: 'vi', display: 'standalone', orientation: 'any' });
});

test('it starts with the server gone, at any address, after the browser was restarted', async ({ server, builds, phone }) => {
  const problems = [];
  await install(await phone.tab(), server.url);
  await server.stop();
  await phone.restart();
  const tab = await phone.tab();
  tab.on('pageerror', (error) => problems.push(error.message));
  for (const address of ['/', '/households/0193', '/visit/0193/4', '/?from=home']) {
    await tab.goto(server.url + address);
    await expect(tab).toHaveTitle(/Đồng Hành/);
    expect(await buildOf(tab)).toBe(await builds.current());
    await expect(tab.locator('[data-failed]')).toHaveCount(0);
  }
  expect(problems).toEqual([]);
});

test('it leaves writes, the interface and the office alone', async ({ server, phone }) => {
  const tab = await phone.tab();
  await install(tab, server.url);
  const fromWorker = [];
  tab.on('response', (response) => response.fromServiceWorker() && fromWorker.push(`${response.request().method()} ${new URL(response.url()).pathname}`));
  await tab.evaluate(async () => {
    await fetch('/', { method: 'POST', body: 'x' });
    await fetch('/api/health');
    await fetch('/office/');
    await fetch('/manifest.webmanifest');
  });
  expect(fromWorker).toEqual(['GET /manifest.webmanifest']);
});

test('a new build waits, is accepted, and the one before it goes only when the new one has started', async ({ server, builds, phone }) => {
  const first = await builds.current();
  const tab = await phone.tab();
  await install(tab, server.url);
  await report(tab);
  await builds.publish('second');
  await server.restart();
  expect(await update(tab)).toBe('installed');
  await tab.reload();
  expect(await buildOf(tab)).toBe(first);

  expect(await accept(tab)).toBe('activated');
  await expect.poll(() => buildOf(tab).catch(() => 'loading')).toBe('second');
  await expect.poll(() => buildCaches(tab)).toEqual(['phone-second']);
});

test('a new build does not come under an open form, in whichever tab that is', async ({ server, builds, phone }) => {
  const [tab, other] = [await phone.tab(), await phone.tab()];
  await install(tab, server.url);
  await other.goto(server.url);
  await other.evaluate(
    () => new Promise((held) => void navigator.locks.request('phone:form', { mode: 'shared' }, () => (held(), new Promise(() => {})))),
  );
  await builds.publish('second');
  await server.restart();
  expect(await update(tab)).toBe('installed');
  expect(await accept(tab)).toBe('form-open');
  await other.close();
  await expect.poll(() => accept(tab)).toBe('activated');
});

test('a build that does not start gives way to the one before it', async ({ server, builds, phone }) => {
  const first = await builds.current();
  const tab = await phone.tab();
  await install(tab, server.url);
  await report(tab);
  await builds.publish('second', (page) => page.replaceAll(/<script[^>]*><\/script>/g, ''));
  await server.restart();
  expect(await update(tab)).toBe('installed');
  expect(await accept(tab)).toBe('activated');
  // The tab loads it by itself, and finds it dead.
  await expect.poll(() => buildOf(tab).catch(() => 'loading')).toBe('second');

  const seen = [];
  for (const address of ['/', '/', '/?build=latest', '/?build=previous', '/']) {
    await tab.goto(server.url + address);
    seen.push(await buildOf(tab));
  }
  expect(seen).toEqual(['second', first, 'second', first, 'second']);
});

test('every tab that is open when a new build becomes active is given that one', async ({ server, builds, phone }) => {
  const tabs = [await phone.tab(), await phone.tab(), await phone.tab()];
  await install(tabs[0], server.url);
  await report(tabs[0]);
  for (const tab of tabs) await tab.goto(server.url);
  // It never reports its start, so that none of the three can stand in for the others.
  await builds.publish('second', (page) => page.replaceAll(/<script[^>]*><\/script>/g, ''));
  await server.restart();
  expect(await update(tabs[0])).toBe('installed');
  // Once active, it is loaded by every tab by itself.
  await tabs[0].evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting.postMessage({ type: 'activate' }));
  for (const tab of tabs) await expect.poll(() => buildOf(tab).catch(() => 'loading')).toBe('second');
});

test('a tab whose wish for the new build is refused says why, and can wish again', async ({ server, builds, phone }) => {
  const [tab, other] = [await enter(phone, server), await phone.tab()];
  await installed(tab);
  await other.goto(server.url);
  await other.evaluate(
    () => new Promise((held) => void navigator.locks.request('phone:form', { mode: 'shared' }, () => (held(), new Promise(() => {})))),
  );
  await builds.publish('second');
  await server.restart();
  expect(await update(tab)).toBe('installed');
  const wish = tab.getByRole('button', { name: 'Mở bản mới' });
  await wish.click();
  await expect(tab.getByText('có phiếu thăm đang mở ở thẻ khác', { exact: false })).toBeVisible();
  await other.close();
  // The browser lets go of what a closed tab held a moment later.
  const held = () => tab.evaluate(async () => (await navigator.locks.query()).held.some(({ name }) => name === 'phone:form'));
  await expect.poll(held).toBe(false);
  await wish.click();
  await expect.poll(() => buildOf(tab).catch(() => 'loading')).toBe('second');
});

test('an app that comes to the front after hours looks for a new build', async ({ server, builds, phone }) => {
  const tab = await phone.tab();
  await tab.clock.install();
  await tab.goto(server.url);
  await installed(tab);
  await builds.publish('second');
  await server.restart();
  await tab.clock.fastForward('04:00:01');
  await expect
    .poll(() => tab.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting?.state))
    .toBe('installed');
});

test('a build whose files are not those of its list is not installed', async ({ server, builds, phone }) => {
  const first = await builds.current();
  const tab = await phone.tab();
  await install(tab, server.url);
  await builds.publish('second');
  await builds.damage();
  await server.restart();
  expect(await update(tab)).toBe('redundant');
  await server.stop();
  await tab.goto(`${server.url}/households`);
  expect(await buildOf(tab)).toBe(first);
});

test('a browser that cannot run the app says so', async ({ server, builds }) => {
  const old = await Device.fresh(PHONE, true);
  try {
    await old.context.addInitScript(() => delete window.WebAssembly);
    const tab = await old.tab();
    await tab.goto(server.url);
    expect(await buildOf(tab)).toBe(await builds.current());
    await expect(tab.getByText('Trình duyệt này quá cũ')).toBeVisible();
  } finally {
    await old.remove();
  }
});
