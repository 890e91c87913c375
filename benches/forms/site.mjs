// Serves the pages of enketo-core and ODK Web Forms, bundled and squeezed as a careful installation would.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { compile } from 'sass';

const page = (name) => fileURLToPath(new URL(`page/${name}.mjs`, import.meta.url));
const packageOf = (name) => new URL(`../node_modules/${name}`, import.meta.url);
/** Where the stylesheets of enketo-core look for other packages. */
const FOREIGN = '/packages/enketo-core/node_modules/';

const html = (name, style) =>
  `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${style}<body><script type="module" src="/${name}.js"></script>`;

export class Site {
  #files = new Map();

  static async open() {
    const site = new Site();
    const made = await build({
      entryPoints: ['enketo', 'odk', 'transform'].map(page),
      bundle: true,
      splitting: true,
      format: 'esm',
      minify: true,
      outdir: '/',
      write: false,
      // Only asked for by what it does in Node.
      external: ['libxslt'],
      define: {
        'process.env.NODE_ENV': '"production"',
        __VUE_OPTIONS_API__: 'true',
        __VUE_PROD_DEVTOOLS__: 'false',
        __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
      },
      logLevel: 'warning',
    });
    for (const { path, contents } of made.outputFiles) site.#add(basename(path), 'text/javascript', contents);
    site.#add('enketo.css', 'text/css', theme());
    site.#add('enketo', 'text/html', html('enketo', '<link rel="stylesheet" href="/enketo.css">'));
    site.#add('odk', 'text/html', html('odk', ''));
    site.#add('transform', 'text/html', '<!doctype html>');
    // Not asked for a second time, as by an installed page.
    const server = createServer((request, response) => {
      const file = site.#files.get(new URL(request.url, 'http://localhost').pathname.slice(1));
      if (!file) return response.writeHead(404).end();
      response.writeHead(200, { 'content-type': `${file.type}; charset=utf-8`, 'cache-control': 'max-age=3600' }).end(file.content);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    site.url = `http://localhost:${server.address().port}`;
    site.close = () => server.close();
    return site;
  }

  /** The bytes of a file as it would travel; none for what it does not have. */
  bytes(url) {
    const file = this.#files.get(new URL(url).pathname.slice(1));
    return file ? (file.squeezed ??= squeezed(file.content)) : 0;
  }

  #add(name, type, content) {
    this.#files.set(name, { type, content });
  }
}

/** The bytes that a text has as brotli. */
export const squeezed = (content) => brotliCompressSync(content).length;

/** The usual look of enketo-core; without it, what is not asked would be seen. */
function theme() {
  const { css } = compile(fileURLToPath(packageOf('enketo-core/src/sass/formhub/formhub.scss')), {
    style: 'compressed',
    logger: { warn() {}, debug() {} },
    importers: [{ findFileUrl: (url) => (url.startsWith(FOREIGN) ? packageOf(url.slice(FOREIGN.length)) : null) }],
  });
  return css;
}
