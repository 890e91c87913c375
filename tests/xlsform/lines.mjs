// What a form says, as lines of JSON that can be compared one by one.

/** One line for each step with what became of it, one for each node in document order, one for the instance. */
export function text(states) {
  return written(states.flatMap(({ step, nodes, instance, ...outcome }) => [{ step, ...outcome }, ...(nodes ?? []).map((node) => ({ step, ...node })), ...instances(step, instance)]));
}

/** The same for a person to read: of each step only the nodes that it changed, and the instance at the end. */
export function changes(states) {
  let before = new Map();
  const lines = states.flatMap(({ step, nodes = [], instance, ...outcome }) => {
    const now = new Map(nodes.map((node) => [node.path, JSON.stringify(node)]));
    const changed = nodes.filter((node) => now.get(node.path) !== before.get(node.path)).map((node) => ({ step, ...node }));
    const gone = [...before.keys()].filter((path) => !now.has(path)).map((path) => ({ step, path, gone: true }));
    before = now;
    return [{ step, ...outcome }, ...changed, ...gone];
  });
  const last = states[states.length - 1];
  return written([...lines, ...instances(last.step, last.instance)]);
}

const instances = (step, instance) => (instance === undefined ? [] : [{ step, instance }]);
const written = (lines) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');
