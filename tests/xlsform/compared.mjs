// What two engines say of the same steps, compared after each of them.
import { createHash } from 'node:crypto';

const FIELDS = ['relevant', 'count', 'required', 'readonly', 'valid', 'value', 'choices'];

/**
 * The first difference that no exception covers, as a text; null if there is none. What differs after an exception may follow
 * from it, and ends the comparison.
 *
 * @param form with `xform`, of which the types of its questions are read
 */
export function compared(form, steps, theirs, own, exceptions) {
  const types = typesOf(form);
  const typed = new Set();
  let met = false;
  for (const [at, state] of theirs.entries()) {
    const said = steps[at - 1] ?? null;
    if (state.threw) {
      exceptions.broke(state.threw);
      return null;
    }
    if (said?.value !== undefined && !state.refused) typed.add(said.path);
    const found = [...differences(types, state, own[at])].map((each) => ({ ...each, said, typed: typed.has(each.path) }));
    const left = found.filter((each) => !exceptions.cover(each));
    met ||= left.length < found.length;
    if (left.length === 0 || (met && left.every(({ field }) => field === 'instance'))) continue;
    if (met) {
      exceptions.followed();
      return null;
    }
    const [{ field, path, type, ours, odk, bind }] = left;
    return `after step ${at} ${JSON.stringify(said)} ${field} of ${path} (${type}) is ${JSON.stringify(ours)}, and to ODK ${JSON.stringify(odk)}\n    ${bind}`;
  }
  exceptions.whole();
  return null;
}

/** The types of a form's questions by their paths without positions, as its XForm binds them. */
function typesOf(form) {
  const types = new Map();
  for (const [bind] of form.xform.matchAll(/<bind [^>]*>/g)) {
    const path = / nodeset="([^"]*)"/.exec(bind)?.[1];
    types.set(path, { type: / type="([^"]*)"/.exec(bind)?.[1] ?? 'string', bind });
  }
  const controls = new Map();
  for (const [, control, path] of form.xform.matchAll(/<(\w[\w:]*) (?:[^>]*? )?ref="([^"]*)"/g)) controls.set(path, control);
  const begun = new Set([...form.xform.matchAll(/<setvalue (?:[^>]*? )?ref="([^"]*)" event="odk-[^>]*>/g)].map(([, path]) => path));
  const waits = new Set([...form.xform.matchAll(/<setvalue (?:[^>]*? )?ref="([^"]*)" event="xforms-value-changed"[^>]*>/g)].map(([, path]) => path));
  return (path) => {
    const plain = path.replace(/\[\d+\]/g, '');
    return { ...(types.get(plain) ?? { type: 'string', bind: '' }), control: controls.get(plain) ?? 'none', begun: begun.has(plain), waits: waits.has(plain) };
  };
}

function* differences(types, theirs, own) {
  if (theirs.refused !== own.refused) yield { ...NOTHING, field: 'refused', odk: theirs.refused, ours: own.refused };
  const called = (fits) => new Set(theirs.nodes.filter(fits).map(({ path }) => /([^/[]*)(\[\d+\])?$/.exec(path)[1]));
  const around = { unasked: called(({ relevant }) => !relevant), blank: called(({ value }) => value === '') };
  const left = new Map(own.nodes.map((node) => [node.path, node]));
  for (const node of theirs.nodes) {
    // Who a filled form is, is a matter of sending it.
    if (isMeta(node.path)) continue;
    const { path, kind } = node;
    const mine = left.get(path);
    left.delete(path);
    const about = { ...types(path), ...around, path, kind, node, mine };
    if (!mine) {
      yield { ...about, field: 'presence', odk: true, ours: false };
      continue;
    }
    for (const field of FIELDS) {
      if (node[field] === undefined && mine[field] === undefined) continue;
      const [odk, ours] = field === 'value' ? [spelt(about.type, node.value), spelt(about.type, mine.value, true)] : [node[field], mine[field]];
      if (JSON.stringify(odk) !== JSON.stringify(ours)) yield { ...about, field, odk, ours };
    }
  }
  for (const path of left.keys()) yield { ...types(path), path, field: 'presence', odk: false, ours: true };
  const [odk, ours] = [leaves(types, theirs.instance, false), leaves(types, own.instance, true)];
  const at = odk.findIndex((leaf, index) => leaf !== ours[index]);
  if (at >= 0 || odk.length !== ours.length) yield { ...NOTHING, field: 'instance', odk: odk[at] ?? null, ours: ours[at] ?? ours.at(-1) };
}

/** A difference of the form as a whole. */
const NOTHING = { type: '', bind: '', control: 'none', path: '/data' };

const isMeta = (path) => path === '/data/meta' || path.startsWith('/data/meta/');

/** The elements of an instance in their order: each by its path, and with its text if it holds one. */
function leaves(types, xml, own) {
  const found = [];
  const open = [];
  for (const [, end, name, alone, text] of xml.matchAll(/<(\/?)([^\s>/]+)[^>]*?(\/?)>|([^<]+)/g)) {
    if (name && !end) open.push(name.replace(/^.*:/, ''));
    const path = `/${open.join('/')}`;
    if (end || alone) open.pop();
    if (end || isMeta(path)) continue;
    if (name) found.push(path);
    else found.push(`${found.pop()}=${spelt(types(path).type, unescaped(text), own)}`);
  }
  return found;
}

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text) => text.replace(/&(#\d+|#x[\da-f]+|\w+);/gi, (_, name) => ENTITIES[name] ?? String.fromCodePoint(Number(name.startsWith('#x') ? `0${name.slice(1)}` : name.slice(1))));

/**
 * A value in one of the spellings that mean the same: in places ODK's engine writes `5.0` and ours `5`; a place has no height unless it
 * says one; a time of day is by the clock of the place; we name a file by its content, which here is what it is called.
 */
function spelt(type, value, own = false) {
  if (value === '') return '';
  switch (type) {
    case 'geopoint':
      return point(value);
    case 'geotrace':
    case 'geoshape':
      return value.split(';').map(point).join(';');
    case 'time':
      return value.replace(/\+07:00$/, '');
    case 'binary':
      return own ? value : createHash('sha256').update(value).digest('hex');
    default:
      return value;
  }
}

const number = (value) => (/^-?\d+(\.\d+)?$/.test(value) ? String(Number(value)) : value);

function point(value) {
  const [lat, lon, height = '0', accuracy = '0'] = value.trim().split(' ').map(number);
  return [lat, lon, height, accuracy].join(' ');
}
