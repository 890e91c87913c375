// Whoever writes a script into a text field has written a text: on no screen and in no file does it become anything else.
// Every field that takes words is filled with markup that would run, load or break out, and every page is looked at.
import { randomUUID } from 'node:crypto';
import { book } from './book.mjs';
import { expect, test } from './fixtures.mjs';
import { Office, PASSWORD } from './office.mjs';
import { enter, heading } from './visiting.mjs';

/** Runs where it is read as markup, and leaves an attribute of either quote before it does. */
const BAD = `"'><img src=x onerror=violated(1)><script>violated(2)</script>`;
/** A file's name has neither strokes nor quotes. */
const NAME = '<img src=x onerror=violated(1)>.xlsx';
const LIST = ['name', 'label', 'hint', 'required_message'];

test.setTimeout(240_000);

/** A request that the helpers of other stories have no words for. */
async function asked(server, token, method, path, body, headers = {}) {
  const answer = await fetch(`${server.url}/api/v1/${path}`, { method, body, headers: { ...(token && { Authorization: `Bearer ${token}` }), ...headers } });
  expect([200, 201, 202, 204], `${method} ${path}: ${answer.status} ${answer.ok ? '' : await answer.clone().text()}`).toContain(answer.status);
  return answer;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** A workbook, as a browser sends a file. */
function file(name, sheets) {
  const body = new FormData();
  body.append('workbook', new Blob([book(sheets)]), name);
  return body;
}

/** Fills whatever takes words; gives the household, its visit and the list. */
async function poison(server) {
  const lai = await Office.of(server, 'lai');
  const chau = await Office.of(server, 'chau');
  const [known, other] = await lai.settledHouseholds();
  const hamlet = (await lai.household(known.id)).hamlet;
  const applied = async (who, action) => {
    const receipt = await who.says(action);
    expect(receipt.outcome, JSON.stringify(receipt)).toBe('applied');
  };

  // A household with a text wherever it has one.
  const head = { id: randomUUID(), name: BAD, sex: 'female', birth: 1950, occupation: BAD };
  const child = { id: randomUUID(), name: BAD, sex: 'male', birth: 2015, relation: 'child', occupation: BAD };
  const id = randomUUID();
  await applied(lai, { register_household: { household: { id, hamlet, address: BAD, phone: BAD, head, others: [child], dwelling: {}, registered_by: (await me(server, lai.token)).user } } });
  const set = (fact, is) => ({ change: 'set', fact, is });
  const change = (household, ...changes) => ({ change_household: { household, changes, seen: [] } });
  const [promise, support] = [`${randomUUID()}.0`, `${randomUUID()}.0`];
  await applied(lai, change(id, set('promise', { promise, made: { what: BAD, who: BAD, on: '2026-11-01', due: '2026-11-20' } })));
  const gift = { kind: 'health', from: BAD, goods: BAD, programme: BAD, on: '2026-11-02' };
  await applied(lai, change(id, set('support', { support, came: { gift } })));
  await applied(chau, change(id, set('code', BAD), set('class', { class: 'poor', since: '2026-01-01', decision: BAD })));
  // What the family asks for about its data, and a breach of which somebody told.
  const made = { kind: 'delete', by: 'member', who: BAD, way: 'visit', on: '2026-11-20', note: BAD };
  await applied(lai, change(id, set('request', { request: randomUUID(), made })));
  const breach = randomUUID();
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const opened = { incident: { kind: 'server_stolen' }, since: at, discovered: at, reported_by: BAD };
  await asked(server, chau.token, 'PUT', `breaches/${breach}`, JSON.stringify(opened), JSON_TYPE);
  const measure = { version: 1, step: { step: 'measure', text: BAD } };
  await asked(server, chau.token, 'POST', `breaches/${breach}/steps`, JSON.stringify(measure), JSON_TYPE);
  // Two who did not see each other.
  await lai.says(change(known.id, set('address', `${BAD} 1`)));
  await chau.says(change(known.id, set('address', `${BAD} 2`)));

  // A visit that says it in each of its texts, one that the office returns with it, and one that it holds.
  const given = (await lai.visits()).map((visit) => lai.visit(visit.id));
  const visit = (await Promise.all(given)).find(({ answers }) => answers.answers['hardship/wish'] && answers.answers['consent/decision']?.one === 'given');
  const answers = structuredClone(visit.answers);
  for (const value of Object.values(answers.answers)) if (value.text !== undefined) value.text = BAD;
  for (const path of ['hardship/wish', 'hardship/causes_other', 'hardship/needs_other', 'closing/note']) answers.answers[path] = { text: BAD };
  const started = { utc_ms: Date.now() - 3_600_000, zone_min: 420, mono_ms: 1 };
  const finished = (household) => ({ finish_visit: { visit: randomUUID(), household, form: visit.form, answers, started, grounds: visit.grounds } });
  const [waiting, returned] = [finished(id), finished(other.id)];
  await applied(lai, waiting);
  await applied(lai, returned);
  await applied(chau, { review_visit: { visit: returned.finish_visit.visit, decision: { return: { reason: BAD } } } });
  expect(await lai.says(finished(randomUUID()))).toMatchObject({ outcome: 'held' });

  // Somebody new, a device, a form, a list.
  const told = { name: BAD, courtesy: 'anh', hamlets: [hamlet] };
  await asked(server, chau.token, 'POST', 'people', JSON.stringify(told), JSON_TYPE);
  const device = { sign_in: 'lai', password: PASSWORD, device: { id: randomUUID(), label: BAD } };
  await asked(server, null, 'POST', 'session', JSON.stringify(device), JSON_TYPE);
  const survey = [['type', ...LIST, 'required'], ['note', 'said', BAD, BAD, ''], ['text', 'asked', BAD, BAD, BAD, 'yes'], ['select_one c', 'one', BAD, BAD, BAD, '']];
  const form = { survey, choices: [['list_name', 'name', 'label'], ['c', 'a', BAD], ['c', 'b', 'B']], settings: [['form_id', 'form_title', 'version'], ['bad', BAD, BAD]] };
  const checked = await (await asked(server, chau.token, 'POST', 'forms/check', file(NAME, form))).json();
  await asked(server, chau.token, 'POST', `forms?id=${encodeURIComponent(checked.id)}`, file(NAME, form));
  const rows = [['Mã hộ', 'Họ tên chủ hộ', 'Giới tính', 'Năm sinh', 'Thôn'], ['1', BAD, 'Nữ', '1950', BAD], [BAD, '=1+1', BAD, BAD, BAD]];
  const list = await (await asked(server, chau.token, 'POST', 'imports', file(NAME, { [BAD.replaceAll(/[^a-z]/g, '')]: rows }))).json();
  return { household: id, known: known.id, visit: waiting.finish_visit.visit, list: list.import.id, breach, lai, chau };
}

const me = async (server, token) => (await asked(server, token, 'GET', 'me')).json();

/** Goes to these pages; nothing of what was written has become markup. How often it is read as text. */
async function walk(tab, addresses) {
  let read = 0;
  for (const address of addresses) {
    await tab.goto(address);
    await expect(tab.locator('.opening, .lock')).toHaveCount(0);
    await expect(heading(tab)).toBeVisible();
    await expect(tab.getByText('Đang hỏi', { exact: false })).toHaveCount(0);
    for (const closed of await tab.locator('main details:not([open]) > summary').all()) await closed.click();
    const made = tab.locator('img[src="x"], [onerror], script:not([src])');
    await expect(made, address).toHaveCount(0);
    const shown = await tab.evaluate((bad) => document.body.innerText.split(bad).length - 1, '<img src=x onerror');
    read += shown;
  }
  return read;
}

test('a script that was written into every field is read as text on every page', async ({ server, phone, desk }) => {
  const { household, known, visit, breach } = await poison(server);
  const at = (...paths) => paths.map((path) => server.url + path);
  const lai = await enter(phone, server);
  const house = `/households/${household}`;
  const visits = [`/visits/${visit}`, `/visits/${visit}/read`];
  const ofPhone = ['/', '/left-behind', '/coverage', '/route', '/households', house, `/households/${known}`, `${house}/facts`, `${house}/facts/address`, `${house}/facts/phone`, ...visits, '/outbox', '/outbox/handover', '/account'];
  expect(await walk(lai, at(...ofPhone))).toBeGreaterThan(40);
  const chau = await enter(desk, server, 'chau', '/office/');
  const pages = ['', 'left-behind', 'coverage', 'households', `households/${household}`, `households/${known}`, 'duplicates', 'support', 'conflicts', 'held', 'requests', 'erased', 'breaches', `breaches/${breach}`, 'people', 'devices', 'forms', 'import', 'audit', 'handover', 'settings', 'account'];
  expect(await walk(chau, at(...pages.map((page) => `/office/${page}`)))).toBeGreaterThan(40);
});

test('nor does it become anything else in what is exported', async ({ server }) => {
  const { visit, list, lai, chau } = await poison(server);
  const text = async (path, token = chau.token) => (await asked(server, token, 'GET', path)).text();
  // XML for other clients.
  const xform = await text(`visits/${visit}/xform`);
  expect(xform).toContain('&lt;img src=x');
  const collect = (path) => fetch(path).then((answer) => answer.text());
  const key = await chau.key('lai');
  const forms = await collect(`${key}/formList`);
  const links = [...forms.matchAll(/<(?:downloadUrl|manifestUrl)>([^<]+)</g)].map(([, link]) => link.replaceAll('&amp;', '&'));
  expect(links.length).toBeGreaterThan(1);
  for (const said of [xform, forms, ...(await Promise.all(links.map(collect)))]) expect(said).not.toMatch(/<img|<script/);
  // Cells that Excel shows and never reckons.
  const audit = await text('audit/export');
  for (const line of audit.split('\r\n').slice(1)) expect(line).not.toMatch(/(^|,)"?[=+@-]/);
  const rejects = Buffer.from(await (await asked(server, chau.token, 'GET', `imports/${list}/rejects`)).arrayBuffer());
  expect(rejects.subarray(0, 2).toString()).toBe('PK');
  expect(lai.token).not.toBe(chau.token);
});
