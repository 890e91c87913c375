// One form in ODK's engine: opened, answered step by step, and stated node by node. Runs in a browser and in Node alike.
import { stopNames } from './stopped.mjs';
import { loadForm } from '@getodk/xforms-engine';
import { PERSON, PLACE } from './world.mjs';

stopNames();

/**
 * Fills a form and states it after each step.
 *
 * @param xml what pyxform made of a workbook
 * @param attachments text of each file that the form may ask for, by its name; one that is missing is empty
 * @param steps what is done in order: `{path, value}`, `{path, add: true}` or `{path, remove: true}`
 * @returns one object for the form as it opens and one for each step, or one that tells why the form cannot be opened
 */
export async function fill(xml, attachments, steps, options = {}) {
  const form = await Form.open(xml, attachments, options);
  if (form.failed) return [{ step: 0, failed: form.failed }];
  const lines = [{ step: 0, ...form.state() }];
  for (const [at, step] of steps.entries()) {
    const outcome = await form.apply(step);
    lines.push({ step: at + 1, ...outcome, ...form.state() });
    if (outcome.threw) break;
  }
  return lines;
}

export class Form {
  #root;
  #labels;
  /** The nodes that can be answered, grown or cut back, by their path; as of the last look. */
  #nodes = new Map();

  /** A form that has just been begun, or `{failed}`: what the engine says against it. */
  static async open(xml, attachments = {}, { labels = false, language } = {}) {
    const { loaded, missing } = await load(xml, attachments);
    if (loaded.status === 'failure') return { failed: reason(loaded.error) };
    const form = new Form();
    form.missing = [...missing].sort();
    form.#labels = labels;
    try {
      form.#root = loaded.createInstance({
        preloadProperties: PERSON,
        instanceAttachments: { fileNameFactory: ({ basename, extension }) => `${basename}${extension ?? ''}` },
        geolocationProvider: { getLocation: () => Promise.resolve(PLACE) },
      }).root;
    } catch (error) {
      return { failed: reason(error) };
    }
    const wanted = form.#root.languages.find((each) => each.language === language);
    if (wanted) form.#root.setLanguage(wanted);
    await moment();
    form.nodes();
    return form;
  }

  /** Every node in document order, and the instance as XML. */
  state() {
    return { nodes: this.nodes(), instance: this.#root.instanceState.instanceXML };
  }

  nodes() {
    this.#nodes.clear();
    const list = [];
    this.#walk(this.#root, list);
    return list;
  }

  #walk(node, list) {
    this.#nodes.set(node.currentState.reference, node);
    list.push(this.#stated(node));
    for (const child of node.currentState.children ?? []) this.#walk(child, list);
  }

  #stated(node) {
    const state = node.currentState;
    const stated = { path: state.reference, kind: node.nodeType, relevant: state.relevant };
    if (state.children !== null) {
      if (node.nodeType.startsWith('repeat-range')) stated.count = state.children.length;
    } else {
      const violation = node.validationState.violation;
      Object.assign(stated, {
        required: state.required,
        readonly: state.readonly,
        valid: violation === null,
        value: state.instanceValue,
      });
      if (violation !== null) stated.violated = violation.condition;
      if (state.valueOptions) stated.choices = state.valueOptions.map((item) => item.value);
      if (this.#labels && violation?.message) stated.message = violation.message.asString;
    }
    if (this.#labels) {
      if (state.label) stated.label = state.label.asString;
      if (state.hint) stated.hint = state.hint.asString;
      if (state.valueOptions) stated.choiceLabels = state.valueOptions.map((item) => item.label.asString);
    }
    return stated;
  }

  /** What a person could answer, add to or remove: those that are `open` now, and those that are not. */
  targets() {
    return [...this.#nodes.values()].map(target).filter((each) => each !== null);
  }

  /** Answers, grows or cuts back one node: `{}`, or why nothing was done, or that the engine itself broke. */
  async apply(step) {
    const node = this.#nodes.get(step.path);
    if (!node) return { refused: 'no such node' };
    try {
      const does = step.add ? grow : step.remove ? cut : answer;
      const outcome = does(node, step.value ?? '');
      await moment();
      return outcome;
    } catch (error) {
      return { threw: reason(error) };
    }
  }
}

/** The form that was read last: reading one takes as long as a hundred answers, and the next is mostly the same. */
let read = { key: null };

async function load(xml, attachments) {
  const key = JSON.stringify([xml, attachments]);
  if (read.key === key) return read;
  const missing = new Set();
  const loaded = await loadForm(xml, {
    fetchFormAttachment: (url) => Promise.resolve(attachment(String(url), attachments, missing)),
    missingResourceBehavior: 'BLANK',
  });
  read = { key, loaded, missing };
  return read;
}

/** All that follows from an answer has followed when the engine returns, but for where the phone is, which takes some turns. */
async function moment() {
  for (let turn = 0; turn < 8; turn += 1) await null;
}

function target(node) {
  const { reference: path, relevant, readonly } = node.currentState;
  if (node.nodeType.startsWith('repeat-range')) {
    const open = relevant && node.nodeType.endsWith(':uncontrolled');
    return { path, kind: 'repeat', open, count: node.currentState.children.length };
  }
  if (node.nodeType === 'repeat-instance') return { path, kind: 'instance', open: relevant && node.parent.nodeType.endsWith(':uncontrolled') };
  if (!SETTERS[node.nodeType]) return null;
  const type = TYPES[node.nodeType]?.(node) ?? node.valueType;
  const choices = node.currentState.valueOptions?.map((item) => item.value) ?? [];
  const bounds = node.definition.bounds && { start: String(node.definition.bounds.start), end: String(node.definition.bounds.end) };
  return { path, kind: 'question', open: relevant && !readonly, type, choices, bounds };
}

const TYPES = { select: (node) => node.selectType, rank: () => 'rank', trigger: () => 'trigger' };

function grow(range) {
  if (range.nodeType === 'repeat-range:controlled') return { refused: 'counted by the form' };
  if (range.nodeType !== 'repeat-range:uncontrolled') return { refused: 'not a repeat' };
  if (!range.currentState.relevant) return { refused: 'not relevant' };
  range.addInstances();
  return {};
}

function cut(instance) {
  if (instance.nodeType !== 'repeat-instance') return { refused: 'not a repeat' };
  const range = instance.parent;
  if (range.nodeType === 'repeat-range:controlled') return { refused: 'counted by the form' };
  if (!instance.currentState.relevant) return { refused: 'not relevant' };
  range.removeInstances(range.currentState.children.indexOf(instance));
  return {};
}

/** The engine itself lets what is not shown be answered, and some of what is read only: no screen does. */
function answer(node, text) {
  if (!SETTERS[node.nodeType] && node.nodeType !== 'note') return { refused: 'not a question' };
  if (!node.currentState.relevant) return { refused: 'not relevant' };
  // To this engine whatever is always read only is a note.
  if (node.currentState.readonly) return { refused: 'read only' };
  if (node.nodeType === 'rank' && !ranks(node, words(text))) return { refused: 'not all of the choices' };
  SETTERS[node.nodeType](node, text);
  return {};
}

/** Whether a ranking is one: all of the choices, or nothing yet. */
function ranks(node, ranking) {
  return ranking.length === 0 || node.currentState.valueOptions.every((item) => ranking.includes(item.value));
}

const words = (text) => text.split(/\s+/).filter((word) => word !== '');

const SETTERS = {
  input: (node, text) => node.setValue(text),
  range: (node, text) => node.setValue(text === '' ? null : text),
  select: (node, text) => node.selectValues(node.selectType === 'select' ? words(text) : text === '' ? [] : [text]),
  rank: (node, text) => node.setValues(words(text)),
  trigger: (node, text) => node.setValue(text === 'OK'),
  upload: (node, text) => node.setValue(text === '' ? null : new File(['content'], text)),
};

function attachment(url, attachments, missing) {
  const name = url.slice(url.lastIndexOf('/') + 1);
  if (name in attachments) return new Response(attachments[name]);
  missing.add(name);
  return new Response('', { status: 404 });
}

/** What an error says, with what it says of its causes. */
function reason(error) {
  const said = [];
  for (let at = error; at; at = at.cause) said.push(String(at.message ?? at));
  return [...new Set(said)].join(' | ');
}
