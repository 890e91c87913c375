// The floor of what a server does with a push: append the bytes to a file and wait for the disk after each batch.
import { mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BATCH } from './device.mjs';
import { scratch } from './machine.mjs';

/** The milliseconds for these operations. */
export async function floor(operations) {
  const folder = await mkdtemp(join(scratch(), 'floor-'));
  const file = await open(join(folder, 'log'), 'a');
  const began = performance.now();
  for (let start = 0; start < operations.length; start += BATCH) {
    await file.appendFile(operations.slice(start, start + BATCH).map((operation) => `${JSON.stringify(operation)}\n`).join(''));
    await file.sync();
  }
  const ms = performance.now() - began;
  await file.close();
  await rm(folder, { recursive: true, force: true });
  return ms;
}
