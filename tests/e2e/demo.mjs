// The demo commune takes the server seconds to make, most of them for passwords: it is made once, and each test has a copy.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server } from './server.mjs';

export default async function makeDemo() {
  const folder = await mkdtemp(join(tmpdir(), 'dong-hanh-demo-'));
  const server = await Server.fresh({ demo: null });
  await server.start(['--demo']);
  await server.stop();
  await server.copyTo(folder);
  await server.remove();
  process.env.DONG_HANH_DEMO = folder;
  return () => rm(folder, { recursive: true });
}
