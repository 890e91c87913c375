// This machine: its facts, free ports, what a process has computed, and where files may lie.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, release, totalmem } from 'node:os';

const PATIENCE = 60_000;

/** An environment variable that `cargo xtask bench` sets. */
export function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run \`cargo xtask bench\``);
  return value;
}

/** A folder on the disk that the project lies on; a folder in memory would make every fsync free. */
export const scratch = () => required('DONG_HANH_SCRATCH');

export function facts() {
  const [cpu] = cpus();
  const chromium = execFileSync(required('CHROMIUM'), ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  return `${cpus().length} × ${cpu.model}, ${memory}, Linux ${release()}, ${chromium}, Node ${process.version}`;
}

/** Starts a process that does not outlive this one, however this one ends. */
export function start(program, words, options) {
  const child = spawn(program, words, options);
  const end = () => child.kill();
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return child;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Waits until a process answers under its address. */
export async function answering(url, child) {
  const deadline = Date.now() + PATIENCE;
  while (!(await fetch(url).catch(() => null))?.ok) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`no answer from ${url}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** What a process spends while something goes on: CPU time in milliseconds, and the most memory that it had at once, in bytes. */
export async function cost(pid, work) {
  // The kernel begins anew to look for the most.
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const before = cpuTime(pid);
  const began = performance.now();
  const result = await work();
  return { result, ms: performance.now() - began, cpu: cpuTime(pid) - before, memory: mostMemory(pid) };
}

function mostMemory(pid) {
  const [, kilobytes] = readFileSync(`/proc/${pid}/status`, 'utf8').match(/^VmHWM:\s*(\d+) kB$/m);
  return Number(kilobytes) * 1024;
}

/** What a process and its ended threads have computed, in milliseconds, in steps of 10. */
function cpuTime(pid) {
  // The name, in brackets, may hold spaces; the fields count from behind it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}
