// The engine and what drives it as one file.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export async function bundled() {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('page.mjs', import.meta.url))],
    bundle: true,
    format: 'esm',
    // Its parser would look for files where it finds Node.
    define: { process: 'undefined' },
    write: false,
    logLevel: 'warning',
  });
  return result.outputFiles[0].text;
}
