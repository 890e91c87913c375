// The real server on a port of its own, with a database of its own, that a test can stop and start again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PATIENCE = 60_000;

export class Server {
  #folder;
  #port;
  #app;
  #process = null;
  #log = '';

  /**
   * A server, not yet started. `app` is the folder of the app that it serves; `demo` holds the data that it begins with,
   * and without it the database is empty, for a real installation that is set up with [command].
   */
  static async fresh({ app = required('DONG_HANH_APP'), demo = required('DONG_HANH_DEMO') } = {}) {
    const server = new Server();
    server.#folder = await mkdtemp(join(tmpdir(), 'dong-hanh-'));
    if (demo) await cp(demo, server.#folder, { recursive: true });
    server.#port = await freePort();
    server.#app = app;
    return server;
  }

  /** The address for the browser; the same after every start. `localhost` counts as secure, so workers install. */
  get url() {
    return `http://localhost:${this.#port}`;
  }

  /** What the server has printed so far. */
  get log() {
    return this.#log;
  }

  /** Starts it, and waits until it answers. */
  async start(options = []) {
    const listen = `127.0.0.1:${this.#port}`;
    this.#process = spawn(
      required('DONG_HANH_SERVER'),
      [
        'serve', ...options, '--listen', listen, '--app', this.#app,
        '--database', this.#database, '--media', join(this.#folder, 'media'),
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const keep = (text) => (this.#log += text);
    this.#process.stdout.on('data', keep);
    this.#process.stderr.on('data', keep);
    await this.#answers(`http://${listen}/`);
  }

  get #database() {
    return `sqlite:${join(this.#folder, 'dong-hanh.db')}`;
  }

  /** Runs a command of the binary on its database, as an operator would beside the server; `input` is typed into it. */
  async command(args, input = '') {
    const command = spawn(required('DONG_HANH_SERVER'), [...args, '--database', this.#database]);
    let said = '';
    command.stdout.on('data', (text) => (said += text));
    command.stderr.on('data', (text) => (said += text));
    command.stdin.end(input);
    const [code] = await once(command, 'exit');
    if (code !== 0) throw new Error(`${args.join(' ')}: ${said}`);
  }

  /** Stops it as an operator would, letting it finish what it is doing. */
  async stop() {
    await this.#end('SIGTERM');
  }

  /** Stops and starts it, as after an update of its files, which it reads once. */
  async restart() {
    await this.stop();
    await this.start();
  }

  /** Keeps a copy of all its data. */
  async backUp() {
    await this.stop();
    await rm(this.#backup, { recursive: true, force: true });
    await cp(this.#folder, this.#backup, { recursive: true });
    await this.start();
  }

  /** Gives a copy of all its data, while it is stopped. */
  async copyTo(folder) {
    await cp(this.#folder, folder, { recursive: true });
  }

  /** Loses all its data and goes on with the copy. */
  async putBack() {
    await this.kill();
    await rm(this.#folder, { recursive: true });
    await cp(this.#backup, this.#folder, { recursive: true });
    await this.start();
  }

  get #backup() {
    return `${this.#folder}-backup`;
  }

  /** Ends it in the middle of whatever it is doing, as a power cut would. */
  async kill() {
    await this.#end('SIGKILL');
  }

  /** Ends it and deletes its data. */
  async remove() {
    await this.kill();
    for (const folder of [this.#folder, this.#backup]) await rm(folder, { recursive: true, force: true });
  }

  async #end(signal) {
    const process = this.#process;
    this.#process = null;
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const exited = once(process, 'exit');
    process.kill(signal);
    await exited;
  }

  async #answers(url) {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      if (this.#process.exitCode !== null) throw new Error(`the server ended by itself:\n${this.#log}`);
      const answer = await fetch(url).catch(() => null);
      if (answer?.ok) return;
      if (Date.now() > deadline) throw new Error(`no answer from the server:\n${this.#log}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** An environment variable that `cargo xtask test` sets. */
export function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run \`cargo xtask test --only e2e\``);
  return value;
}

/** Below the ports that connections are given, so that a server that was stopped finds its own free; each worker has others. */
let nextPort = 20_000 + 1_000 * Number(process.env.TEST_PARALLEL_INDEX ?? 0);

async function freePort() {
  for (;;) {
    const port = nextPort++;
    const server = createServer();
    const isFree = await new Promise((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}
