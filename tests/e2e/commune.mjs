// A commune whose every word is written down, so that what its server says can be reckoned anew by somebody else.
import { randomUUID } from 'node:crypto';
import { id } from '../../benches/data.mjs';
import { book } from './book.mjs';
import { DESK, PHONE, expect, lend, test as base } from './fixtures.mjs';
import { PASSWORD } from './installation.mjs';
import { Office } from './office.mjs';
import { Reckoning } from './reckoning.mjs';
import { Server } from './server.mjs';

export const DAY = 86_400_000;
const UNIT = '19900@2025-07-01';
export const OFFICER = 'thanh';
const CITY = '46@2025-07-01';
const CITY_OFFICER = 'ha';
/** Who goes where. */
export const VOLUNTEERS = { lan: 'An Hải', hoa: 'Hòa Duân', binh: 'Hải Tiến' };

/** The day of a moment in Việt Nam. */
export const dayOf = (ms) => new Date(ms + (7 / 24) * DAY).toISOString().slice(0, 10);
export const ago = (days) => Date.now() - days * DAY;

export const test = base.extend({
  /** A real installation: an officer, three hamlets, a volunteer in each. */
  server: async ({}, use) => {
    const server = await Server.fresh({ demo: null });
    const typed = ['--unit', '19900', '--password-stdin'];
    await server.command(['admin', 'create', ...typed, '--user', OFFICER, '--name', 'Nguyễn Văn Thành'], `${PASSWORD}\n`);
    const city = ['--unit', '46', '--password-stdin', '--user', CITY_OFFICER, '--name', 'Nguyễn Thị Thu Hà'];
    await server.command(['admin', 'create', ...city], `${PASSWORD}\n`);
    await server.command(['hamlet', 'add', '--unit', '19900', ...Object.values(VOLUNTEERS).flatMap((name) => ['--name', name])]);
    for (const [user, hamlet] of Object.entries(VOLUNTEERS)) {
      await server.command(['volunteer', 'add', ...typed, '--user', user, '--name', `Trần Thị ${user}`, '--hamlet', hamlet], `${PASSWORD}\n`);
    }
    await server.start();
    await use(server);
    await server.remove();
  },
  phones: async ({ whole }, use, info) => {
    const [one, two, three] = Object.keys(VOLUNTEERS);
    await lend(PHONE, whole, (first) => lend(PHONE, whole, (second) => lend(PHONE, whole, (third) => use({ [one]: first, [two]: second, [three]: third }), info), info), info);
  },
  desk: ({ whole }, use, info) => lend(DESK, whole, use, info),
});

/** Somebody who speaks to the server without a screen, and whose words are written down. */
export class Voice {
  /** What it has said of each household. */
  #said = new Map();

  static async of(server, name, pushed) {
    const voice = new Voice();
    voice.name = name;
    voice.office = await Office.of(server, name, PASSWORD);
    voice.pushed = pushed;
    return voice;
  }

  /** Says these, each `[moment, action]`, facts of households from having seen what was said before; gives what came of each. */
  async says(said, by) {
    let operations;
    const receipts = await this.office.saysAll((device, counter) => {
      operations = said.map(([ms, action], at) => {
        const made = { utc_ms: ms, zone_min: 420, mono_ms: at };
        const id = randomUUID();
        const { change_household: changed } = action;
        if (changed) {
          changed.seen = this.#said.get(changed.household) ?? [];
          this.#said.set(changed.household, [...changed.seen, id]);
        }
        return { id, device, counter: counter + at, made, action };
      });
      return operations;
    });
    this.pushed.add(by, { sent: { utc_ms: Date.now() }, operations }, receipts);
    return receipts;
  }
}

/** What an officer's list in Excel says of households that nobody has registered yet. */
const NAMES = ['Mười', 'Chín', 'Tám', 'Bảy', 'Sáu', 'Năm', 'Tư', 'Ba', 'Hai', 'Nhất'];
export const LISTED = NAMES.flatMap((name, row) =>
  Object.values(VOLUNTEERS).map((hamlet, at) => ({ head: `${['Hồ', 'Phan', 'Đỗ'][at]} Văn ${name}`, birth: 1951 + row + at, hamlet })),
);
const CLASSED = { class: 'poor', since: '2026-11-20', decision: '77/QĐ-UBND' };

/**
 * Takes the list in on the office's screen. What the workbook says is written down as what was said: the script never sees
 * how the server has read it.
 */
export async function imported(tab, voice, officer) {
  const rows = LISTED.map(({ head, birth, hamlet }, at) => [String(at + 1), head, 'Nam', String(birth), hamlet]);
  const buffer = book({
    'Hộ nghèo': [
      ['DANH SÁCH CHI TIẾT HỘ NGHÈO'],
      ['(Kèm theo Quyết định số 77/QĐ-UBND ngày 20 tháng 11 năm 2026)'],
      ['STT', 'Họ và tên chủ hộ', 'Giới tính', 'Năm sinh', 'Tổ dân phố'],
      ...rows,
    ],
  });
  await tab.locator('input[type=file]').setInputFiles({ name: 'ho-ngheo.xlsx', mimeType: 'application/octet-stream', buffer });
  await tab.getByRole('button', { name: `Ghi ${rows.length} hộ vào hồ sơ` }).click();
  await tab.getByRole('dialog').getByRole('button', { name: `Ghi ${rows.length} hộ vào hồ sơ` }).click();
  await expect(tab.getByText(`Đã ghi ${rows.length} hộ`)).toBeVisible({ timeout: 30_000 });
  const hamlets = await voice.office.records('hamlet');
  const records = await voice.office.records('household');
  const households = LISTED.map(({ head: name, hamlet }) => {
    const { id, head } = records.find((one) => one.head.name === name);
    return { id, hamlet: hamlets.find((one) => one.name === hamlet).id, head, class: CLASSED };
  });
  const operations = households.map((household) => ({ id: randomUUID(), action: { register_household: { household } } }));
  const received = new Date().toISOString();
  voice.pushed.add(officer, { sent: { utc_ms: Date.now() }, operations }, operations.map(() => ({ outcome: 'applied', received })));
  return households;
}

/** The register of the commune: so many households, listed over the last months, entered by the officer. */
export async function registered(voice, officer, hamlets, count, random) {
  const class_of = (at) => [null, 'poor', 'near_poor', 'escaped'][at % 4];
  const households = Array.from({ length: count }, (_, at) => {
    const ms = ago(200 - (190 * at) / count);
    const official = class_of(at) && { class: class_of(at), since: dayOf(ms), decision: '214/QĐ-UBND' };
    const head = { id: id(random, ms), name: `Lê Thị ${String.fromCodePoint(65 + (at % 26))}${'aeo'[Math.floor(at / 26) % 3]}`, sex: 'female', birth: 1950 + (at % 30) };
    return { id: id(random, ms), hamlet: hamlets[at % hamlets.length], address: `kiệt ${at + 1}`, head, others: [], dwelling: {}, ...(official && { class: official }), registered_by: officer };
  });
  const receipts = await voice.says(households.map((household) => [Date.now(), { register_household: { household } }]), officer);
  expect(receipts.map(({ outcome }) => outcome)).toEqual(households.map(() => 'applied'));
  return households;
}

/** What the server answers, without the sentences, which are the app's own. */
async function asked(server, path, unit = UNIT, who = OFFICER) {
  const { token } = await Office.of(server, who, PASSWORD);
  const answer = await fetch(`${server.url}/api/v1/units/${unit}/${path}`, { headers: { Authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(200);
  return answer.json();
}

/** Which hamlets each volunteer has, as the installation was told. */
async function given(server) {
  const office = await Office.of(server, OFFICER, PASSWORD);
  const [people, hamlets] = [await office.people(), await office.records('hamlet')];
  const theirs = Object.entries(VOLUNTEERS).map(([name, hamlet]) => {
    const [user] = people.find(([, called]) => called === name);
    return [user, [hamlets.find((one) => one.name === hamlet).id]];
  });
  return new Map(theirs);
}

async function whole(server) {
  const { rows, next, day, ...sums } = await asked(server, 'left-behind?limit=500');
  expect(next).toBeUndefined();
  return { day, list: { ...sums, rows: rows.map((row) => ({ ...row, class: row.class ?? null, reasons: row.reasons.map(({ why }) => why) })) } };
}

/** The server's list and its coverage of this and the last month, quarter and year are those of the script. */
export async function agrees(server, pushed) {
  const reckoning = new Reckoning(pushed.all(), await given(server));
  const { day, list } = await whole(server);
  expect(list).toEqual(reckoning.leftBehind(day));
  for (const span of ['month', 'quarter', 'year']) {
    for (const at of [day, dayOf(ago({ month: 31, quarter: 92, year: 366 }[span]))]) {
      const { first, last, day: _, name, units, ...said } = await asked(server, `coverage?span=${span}&day=${at}`);
      const named = said.hamlets.map(({ name, ...hamlet }) => (expect(Object.values(VOLUNTEERS)).toContain(name.replace('tổ dân phố ', '')), hamlet));
      const { given: shares, ...reckoned } = reckoning.coverage(first, last, day);
      for (const { user, given } of said.visitors) expect(given).toEqual(shares.get(user) ?? { reached: 0, of: 0 });
      const told = said.visitors.map(({ given: _, ...visitor }) => visitor);
      const came = ({ user }) => reckoned.visitors.some((one) => one.user === user);
      expect({ ...said, hamlets: named, visitors: told.filter(came) }).toEqual(reckoned);
      // The city is told the same of its one commune.
      const city = await asked(server, `communes/coverage?span=${span}&day=${at}`, CITY, CITY_OFFICER);
      expect(city.all).toEqual(reckoned.all);
      expect(city.communes).toEqual([{ unit: UNIT, name, tally: reckoned.all }]);
      // Nor is who came to nobody: those are told with nothing, and no volunteer is missing.
      for (const { tally } of told.filter((one) => !came(one))) expect(JSON.stringify(tally)).not.toMatch(/:[1-9]/);
      expect(told.length).toBeGreaterThanOrEqual(Object.keys(VOLUNTEERS).length);
      for (const { tally } of units) expect(tally).toEqual(said.all);
    }
  }
  return { reckoning, day };
}
