// Serves the peers' page, PouchDB, and the records that they are filled with.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const POUCH = fileURLToPath(new URL('../node_modules/pouchdb/dist/', import.meta.url));
const TYPES = { html: 'text/html', js: 'text/javascript', mjs: 'text/javascript', json: 'application/json' };

/** Listens on a free port; `records` are served by their name as JSON. */
export async function serve(records) {
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const name = pathname.slice(1);
    try {
      const content = records[name]
        ? JSON.stringify(records[name])
        : await readFile(name.startsWith('pouchdb/') ? POUCH + name.slice(8) : HERE + name);
      response.setHeader('content-type', `${TYPES[name.split('.').at(-1)] ?? 'application/octet-stream'}; charset=utf-8`);
      // As an installed app: its files come from the browser's cache.
      response.setHeader('cache-control', records[name] ? 'no-store' : 'max-age=3600');
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://localhost:${server.address().port}`, close: () => server.close() };
}
