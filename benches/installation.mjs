// A real installation of the server, made with its own commands.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fold } from './peers/fold.mjs';
import { answering, cost, freePort, required, scratch, start } from './machine.mjs';

const UNIT = '19900';
const OFFICER = 'can-bo';
export const PASSWORD = 'do-luong-that-cham';

export class Installation {
  #process;
  #environment;
  url;

  /** Sets the unit up with these hamlets, and a volunteer for each. Not yet started. */
  static async fresh(hamlets) {
    const installation = new Installation();
    const folder = await mkdtemp(join(scratch(), 'server-'));
    installation.folder = folder;
    installation.#environment = {
      ...process.env,
      DONG_HANH_DATABASE: `sqlite:${join(folder, 'dong-hanh.db')}`,
      DONG_HANH_MEDIA: join(folder, 'media'),
      DONG_HANH_LISTEN: `127.0.0.1:${await freePort()}`,
      DONG_HANH_APP: required('DONG_HANH_APP'),
      RUST_LOG: 'warn',
    };
    const run = (...words) =>
      execFileSync(required('DONG_HANH_SERVER'), words, { env: installation.#environment, input: `${PASSWORD}\n`, encoding: 'utf8' });
    const person = (user, name) => ['--unit', UNIT, '--user', user, '--name', name, '--password-stdin'];
    run('admin', 'create', ...person(OFFICER, 'Đo Lường'));
    for (const hamlet of hamlets) {
      run('hamlet', 'add', '--unit', UNIT, '--name', hamlet);
      run('volunteer', 'add', ...person(signInOf(hamlet), 'Đo Lường'), '--hamlet', hamlet);
    }
    return installation;
  }

  async start() {
    this.#process = start(required('DONG_HANH_SERVER'), ['serve'], { env: this.#environment, stdio: ['ignore', 'ignore', 'inherit'] });
    this.url = `http://${this.#environment.DONG_HANH_LISTEN.replace('127.0.0.1', 'localhost')}`;
    await answering(`${this.url}/healthz`, this.#process);
  }

  /** What the server spends while something goes on. */
  cost(work) {
    return cost(this.#process.pid, work);
  }

  async stop() {
    const exited = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await exited;
  }

  async remove() {
    if (this.#process?.exitCode === null) await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** How the volunteer of a hamlet signs in; without one, the officer, who has them all. */
export const signInOf = (hamlet) => (hamlet ? fold(hamlet).replaceAll(' ', '-') : OFFICER);
