// Keeps one build of the app on this device, whole and verified, and starts it with or without a network.
//
// What it never does: touch a request that writes, touch /api/ or another entry's addresses, or put a
// new build under an open form.
//
// Between page and worker (every message is an object with a `type`):
//
//   page → waiting worker   { type: 'activate' }         the user accepted the new build and no form is open
//   worker → that page      { type: 'refused', reason: 'form-open' }   some tab still has a form open
//   page → its worker       { type: 'started', build }   the app runs: `build` is <html data-build>
//   page → any worker       { type: 'status' }
//   worker → that page      { type: 'status', build, started, previous }
//                           this worker's build, the last build that started, and the one kept to fall
//                           back on (null when there is none)
//
// While a form is open the page holds the Web Lock `<app>:form` in shared mode, so a tab that dies lets go.
// After an accepted build `controllerchange` fires in every tab; each reloads once, when it has no form open.
//
// A build that has never reported `started` is served once to every tab that was open when it became active, since
// each loads it by itself, and once more; then its predecessor is served again, until a newer build comes or the
// page asks for another try. A navigation may choose: `?build=previous`, `?build=latest`.

// Filled in by the build: { app, scope, leave: [path], build, files: { path: sha256 } }.
const { app, scope, leave, build, files } = __MANIFEST__;

const PREFIX = `${app}-`;
const CACHE = PREFIX + build;
const STATE = `${app}.state`;
const AS_STORED = { ignoreVary: true };

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => event.waitUntil(receive(event.data, event.source)));
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin || !isOurs(url.pathname)) return;
  event.respondWith(
    event.request.mode === 'navigate' && !isFile(url.pathname) ? page(url) : file(url, event.request),
  );
});

function isOurs(path) {
  return path.startsWith(scope) && !leave.some((other) => path.startsWith(other) || path === other.slice(0, -1));
}

function isFile(path) {
  return path !== scope && path in files;
}

// Installing: all files or none ------------------------------------------------------------------

// A failure leaves what has arrived, so that the next attempt on a poor network goes on from there;
// nothing serves this cache before the worker is active.
async function install() {
  const cache = await caches.open(CACHE);
  const earlier = await Promise.all((await buildCaches()).map((name) => caches.open(name)));
  const sources = [cache, ...earlier];
  await Promise.all(
    Object.entries(files).map(async ([path, digest]) => {
      const response = (await fromCaches(sources, path, digest)) ?? (await fromNetwork(path, digest));
      await cache.put(path, response);
    }),
  );
  // The cache may have been dropped from under us by a tidy-up or a full phone.
  const kept = await (await caches.open(CACHE)).keys();
  if (kept.length < Object.keys(files).length) throw new Error(`${CACHE} is not complete`);
}

async function fromCaches(sources, path, digest) {
  for (const source of sources) {
    const response = await source.match(path, AS_STORED);
    if (response && (await digestOf(response)) === digest) return response;
  }
  return undefined;
}

// What the page has just downloaded is taken from the browser's own cache; should that be an older
// file, it is asked for once more past every cache.
async function fromNetwork(path, digest) {
  for (const cache of ['default', 'reload']) {
    const response = await fetch(path, { cache, redirect: 'error', credentials: 'same-origin' });
    if (response.ok && (await digestOf(response)) === digest) return response;
  }
  throw new Error(`${path} is not the file of build ${build}`);
}

async function digestOf(response) {
  const digest = await crypto.subtle.digest('SHA-256', await response.clone().arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// Updating: offered, accepted, proven -------------------------------------------------------------

async function activate() {
  const { started } = await recall();
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  await remember({ started, tries: Math.max(1, tabs.length) + 1 });
  await self.clients.claim();
}

async function receive(message, sender) {
  switch (message?.type) {
    case 'activate':
      return unlessFormIsOpen(
        () => void self.skipWaiting(),
        () => sender.postMessage({ type: 'refused', reason: 'form-open' }),
      );
    case 'started':
      return message.build === build ? started() : undefined;
    case 'status': {
      const { started } = await recall();
      return sender.postMessage({ type: 'status', build, started, previous: await previousBuild(started) });
    }
  }
}

function unlessFormIsOpen(proceed, refuse) {
  if (!navigator.locks) return proceed();
  return navigator.locks.request(`${app}:form`, { ifAvailable: true }, (lock) => (lock ? proceed() : refuse()));
}

// The first start of this build ends the time of those before it. A build that is arriving or waiting
// meanwhile keeps its files; what is left over then goes when that one has started.
async function started() {
  if ((await recall()).started === build) return;
  await remember({ started: build, tries: 0 });
  if (self.registration.installing || self.registration.waiting) return;
  const others = (await buildCaches()).filter((name) => name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
}

// Serving --------------------------------------------------------------------------------------------

// Any address of the app is the same page: the app's router reads the address.
async function page(url) {
  const cache = await caches.open(await cacheToServe(url.searchParams.get('build')));
  return (await cache.match(scope, AS_STORED)) ?? fetch(scope, { credentials: 'same-origin' });
}

async function cacheToServe(wanted) {
  const { started, tries } = await recall();
  const previous = await previousBuild(started);
  if (previous === null) return CACHE;
  if (wanted === 'previous' || (wanted !== 'latest' && tries <= 0)) return PREFIX + previous;
  await remember({ started, tries: wanted === 'latest' ? 1 : tries - 1 });
  return CACHE;
}

// Names of code carry the digest of their bytes, so a page of either build finds its own.
async function file(url, request) {
  for (const name of [CACHE, ...(await buildCaches()).filter((name) => name !== CACHE)]) {
    const response = await (await caches.open(name)).match(url.pathname, AS_STORED);
    if (response) return response;
  }
  return fetch(request);
}

// What is remembered ---------------------------------------------------------------------------------

async function buildCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

// The build to fall back on: the last one that started, while its files are here.
async function previousBuild(started) {
  const kept = started !== null && started !== build && (await caches.has(PREFIX + started));
  return kept ? started : null;
}

// `started`: the last build that reported its start. `tries`: how often this one may still be served without that.
async function recall() {
  const stored = await (await caches.open(STATE)).match(scope);
  return stored ? stored.json() : { started: null, tries: 0 };
}

async function remember(state) {
  await (await caches.open(STATE)).put(scope, new Response(JSON.stringify(state)));
}
