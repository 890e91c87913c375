// Our own evaluator: what `dong-hanh-server form fill` says of lists of steps, as ODK's engine does in form.mjs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { NOW, PERSON } from './world.mjs';

const HERE = 7 * 60 * 60 * 1000;

/** What is known of the world there, as options. */
const WORLD = [
  ...['--language', 'en'],
  ...['--at', `${new Date(NOW + HERE).toISOString().slice(0, -1)}+07:00`],
  ...Object.entries({ deviceid: PERSON.deviceID, username: PERSON.username, phonenumber: PERSON.phoneNumber, email: PERSON.email }).flatMap(
    ([what, known]) => ['--known', `${what}=${known}`],
  ),
];

/** For each list the states after its steps; null where the workbook is refused. */
export async function ours(file, lists) {
  const server = process.env.DONG_HANH_SERVER;
  if (!server) throw new Error('DONG_HANH_SERVER names our binary; `cargo xtask test --only xlsform` sets it');
  const child = spawn(server, ['form', 'fill', file, '--answers', '-', ...WORLD], { stdio: ['pipe', 'pipe', 'pipe'] });
  // It reads nothing where it refuses the workbook.
  child.stdin.on('error', () => {});
  child.stdin.end(lists.map((list) => JSON.stringify(list)).join('\n'));
  const [said, wrong, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (code !== 0) {
    if (/ has \d+ mistakes?$/m.test(wrong)) return null;
    throw new Error(`${file}: ${wrong}`);
  }
  return states(said);
}

/** Lines as states; each list of steps ends with its instance. */
function states(said) {
  const lists = [];
  let list = [];
  for (const line of said.split('\n')) {
    if (line.startsWith('<')) {
      lists.push(list);
      list = [];
    } else if (line !== '') {
      take(list, JSON.parse(line));
    }
  }
  return lists;
}

function take(list, { step, ...rest }) {
  if (list.length <= step) list.push({ step, ...rest, nodes: [] });
  else if (rest.path) list[step].nodes.push(rest);
  else Object.assign(list[step], rest);
}
