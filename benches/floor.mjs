// The floor of what a server does with a push: append the bytes to a file and wait for the disk after each batch.
import { mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BATCH } from './installation.mjs';
import { scratch } from './machine.mjs';

export async function floor(operations, runs) {
  const folder = await mkdtemp(join(scratch(), 'floor-'));
  const values = [];
  for (let run = 0; run < runs; run++) {
    const file = await open(join(folder, String(run)), 'a');
    const began = performance.now();
    for (let start = 0; start < operations.length; start += BATCH) {
      await file.appendFile(operations.slice(start, start + BATCH).map((operation) => `${JSON.stringify(operation)}\n`).join(''));
      await file.sync();
    }
    values.push(performance.now() - began);
    await file.close();
  }
  await rm(folder, { recursive: true, force: true });
  return values;
}
