// The engine in a process of Node's own, as it stops the clock and changes what is global.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { bundled } from './bundle.mjs';
import { ZONE } from './world.mjs';

export async function inNode() {
  const child = fork(fileURLToPath(new URL('process.mjs', import.meta.url)), { env: { ...process.env, TZ: ZONE }, serialization: 'advanced' });
  // One question at a time.
  let asked;
  child.on('message', (answer) => (answer.threw ? asked.reject(new Error(answer.threw)) : asked.resolve(answer.said)));
  child.on('exit', (code) => asked?.reject(new Error(`the engine's process ended with ${code}`)));
  const ask = (question) =>
    new Promise((resolve, reject) => {
      asked = { resolve, reject };
      child.send(question);
    });
  await ask({ load: await bundled() });
  return {
    call: (name, values) => ask({ name, values }),
    close: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
