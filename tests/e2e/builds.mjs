// Further builds of the app, made from the finished one: what a phone meets when the office updates its server.
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { required } from './server.mjs';

/** A copy of the built app that a test may change while the server serves it. */
export class Builds {
  folder;

  static async fresh() {
    const builds = new Builds();
    builds.folder = await mkdtemp(join(tmpdir(), 'dong-hanh-app-'));
    await cp(required('DONG_HANH_APP'), builds.folder, { recursive: true });
    return builds;
  }

  /** The id of the build that is served now. */
  async current() {
    return (await this.#read('index.html')).match(/data-build="?([0-9a-z-]+)/)[1];
  }

  /** Publishes a build called `build`, whose page is changed by `change`. */
  async publish(build, change = (page) => page) {
    const page = change((await this.#read('index.html')).replace(await this.current(), build));
    await this.#write('index.html', page);
    const worker = await this.#read('sw.js');
    const list = worker.match(/= (\{"app".*\});/)[1];
    const manifest = JSON.parse(list);
    manifest.build = build;
    manifest.files['/'] = createHash('sha256').update(page).digest('hex');
    await this.#write('sw.js', worker.replace(list, () => JSON.stringify(manifest)));
  }

  /** Changes the page behind the back of its worker's list, as a half-copied update would. */
  async damage() {
    await this.#write('index.html', `${await this.#read('index.html')}<!-- damaged -->`);
  }

  async remove() {
    await rm(this.folder, { recursive: true, force: true });
  }

  #read(name) {
    return readFile(join(this.folder, name), 'utf8');
  }

  async #write(name, text) {
    await writeFile(join(this.folder, name), text);
    for (const ending of ['br', 'gz']) await rm(join(this.folder, `${name}.${ending}`), { force: true });
  }
}
