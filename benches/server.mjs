// The server's part alone, asked by a device without a screen: its time and CPU, beside the floor.
import { Device } from './device.mjs';
import { floor } from './floor.mjs';
import { Hamlet } from './hamlet.mjs';
import { Installation } from './installation.mjs';

const CHANGES = 10_000;
const QUEUED = 1_000;

export async function server({ passes, quick, keep, say }) {
  say('load 10,000 households into a fresh server');
  const server = await Installation.fresh(['Lớn']);
  await server.start();
  const hamlet = await Hamlet.filled(server, 'Lớn', CHANGES, 1);
  const { device } = hamlet;
  const runs = passes * (quick ? 2 : 3);

  say('pull them without a screen');
  const reader = await Device.signIn(server.url, hamlet.name, 4);
  await reader.pull();
  for (let run = 0; run < runs; run++) {
    reader.forget();
    const { result, ms, cpu, memory } = await server.cost(() => reader.pull());
    if (result.length < CHANGES) throw new Error(`${result.length} changes came`);
    keep('server pull', ms);
    keep('server pull cpu', cpu);
    keep('server pull memory', memory);
  }

  say('push visits without a screen');
  const text = hamlet.visits(QUEUED, 5);
  for (let run = 0; run < runs; run++) {
    keep('server push floor', await floor(text));
    const requests = await device.packed(hamlet.visits(QUEUED, 100 + run));
    const { ms, cpu, memory } = await server.cost(() => device.push(requests));
    keep('server push', ms);
    keep('server push cpu', cpu);
    keep('server push memory', memory);
  }
  await server.remove();
}
