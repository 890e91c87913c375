// What runs in the process that node.mjs starts: loads the engine, then answers one question after the other.
import { JSDOM } from 'jsdom';

/** What the engine wants of a browser: a reader of XML, and where it looks for the tag that loaded it. */
const BROWSERS = ['DOMParser', 'Node', 'Element', 'Document', 'XMLSerializer', 'document'];

const { window } = new JSDOM('');
for (const name of BROWSERS) globalThis[name] = window[name];
globalThis.window = globalThis;

process.on('message', (question) => {
  answer(question).then(
    (said) => process.send({ said }),
    (error) => process.send({ threw: error.stack }),
  );
});

async function answer({ load, name, values }) {
  if (!load) return globalThis.xforms[name](...values);
  await import(`data:text/javascript;base64,${Buffer.from(load).toString('base64')}`);
}
