// Our own XForms: what the example of crates/xform writes of workbooks, and what their elements say.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { JSDOM } from 'jsdom';

/** What our compiler makes of each workbook, in this order; with `--asks` as the door gives it. */
export async function written(files, ...flags) {
  const program = process.env.XFORM;
  if (!program) throw new Error('XFORM names the example xform of dong-hanh-xform; `cargo xtask test --only xlsform` sets it');
  const { stdout } = await promisify(execFile)(program, [...flags, ...files], { maxBuffer: 2 ** 30 });
  const lines = stdout.trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(lines.map((line) => basename(line.file)), files.map((file) => basename(file)));
  return lines;
}

/** An element without its namespaces: what it is called, what it says, what is in it. */
export function tree(element) {
  // A form that says no `form_id` pyxform calls by its file, which our compiler is not told.
  const own = ({ name }) => !name.startsWith('xmlns') && !(name === 'id' && element.localName === 'data');
  const attributes = [...element.attributes].filter(own).map(({ name, value }) => `${name}=${value}`);
  const inner = [...element.children].map(tree);
  return { name: element.localName, attributes: attributes.sort(), inner: inner.length > 0 ? inner : element.textContent };
}

export const document = (xml) => new JSDOM(xml, { contentType: 'application/xml' }).window.document;
