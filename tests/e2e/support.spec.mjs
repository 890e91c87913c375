// A promise that was made on a visit is overdue at the office, support that keeps it is written down there, the same gift
// comes from a phone too, and is counted once when an officer says so. What is promised at the office waits on the phone.
// [S14.2] [S14.4] [S14.9]
import { randomUUID } from 'node:crypto';
import { wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter, heading, sayWhy } from './visiting.mjs';

const DAY = 86_400_000;
/** A day in Việt Nam, so many days from now. */
const day = (days) => new Date(Date.now() + 7 * DAY / 24 + days * DAY).toISOString().slice(0, 10);
const PROMISE = 'Thẻ bảo hiểm cho cháu Vy';

/** The visit that this household had last, once more, with a promise that was due some time ago. */
async function promise(lai, household) {
  const { id } = (await lai.visits('accepted')).find((visit) => visit.household === household);
  const visit = await lai.visit(id);
  const answers = structuredClone(visit.answers);
  const said = { who: { one: 'commune' }, who_name: { text: 'Chị Mỹ Lệ' }, what: { text: PROMISE }, due: { date: day(-20) } };
  for (const key of Object.keys(answers.answers)) if (key.startsWith('commitments/')) delete answers.answers[key];
  for (const [name, value] of Object.entries(said)) answers.answers[`commitments/promise[1]/${name}`] = value;
  answers.instances = { ...answers.instances, 'commitments/promise': 1 };
  const started = { utc_ms: Date.now() - 40 * DAY, zone_min: 420, mono_ms: 1 };
  const action = { finish_visit: { visit: randomUUID(), household, form: visit.form, answers, started, grounds: visit.grounds } };
  expect(await lai.says(action)).toMatchObject({ outcome: 'applied' });
}

const gifts = async (tab) => {
  const said = await tab.locator('section:has(#sums) [role=status]').textContent();
  const [, count, money] = said.match(/^(\d+) lần hỗ trợ: ([\d.]+) đ/);
  return { count: Number(count), money: Number(money.replaceAll('.', '')) };
};

test('[S14.4] a promise is kept by support, and a gift that two wrote down is counted once until that is taken back', async ({ server, phone, desk }) => {
  const lai = await Office.of(server, 'lai');
  const [{ id, head }] = await lai.settledHouseholds();
  await promise(lai, id);

  const tab = await enter(desk, server, 'chau', '/office/support');
  await expect(heading(tab)).toHaveText('Hỗ trợ');
  const late = tab.locator('section:has(#overdue) li').filter({ hasText: PROMISE });
  await expect(late).toContainText(head);
  await expect(late).toContainText('Quá hẹn 20 ngày');
  await expect(late).toContainText('Văn phòng cần xem');
  expect(await wrong(tab, 36)).toEqual([]);
  const before = await gifts(tab);

  // What came is written down on the household's page, and keeps the promise.
  await late.getByRole('link').press('Enter');
  await tab.getByRole('button', { name: 'Ghi hỗ trợ đã đến' }).click();
  await tab.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(tab.getByText('Xin ghi số tiền hoặc hiện vật.')).toBeVisible();
  await expect(tab.getByText('Xin chọn hỗ trợ về gì.')).toBeVisible();
  await tab.getByLabel('Hỗ trợ về gì?').selectOption({ label: 'Y tế' });
  await tab.getByLabel('Thực hiện cam kết nào?').selectOption({ label: PROMISE });
  await tab.getByLabel('Bao nhiêu tiền (đồng)?').fill('1.000.000');
  await tab.getByLabel('Ai hỗ trợ?').selectOption({ label: 'Hội Chữ thập đỏ' });
  await tab.getByLabel('Theo chương trình nào?').fill('Tháng cao điểm');
  await tab.getByRole('button', { name: 'Lưu', exact: true }).click();
  const help = tab.locator('section:has(#help)');
  await expect(help.getByRole('listitem').filter({ hasText: PROMISE })).toContainText('Đã làm ngày');
  await expect(help).toContainText('1.000.000 đ – Hội Chữ thập đỏ – Tháng cao điểm');
  expect(await wrong(tab, 36)).toEqual([]);
  await tab.getByRole('navigation', { name: 'Các mục chính' }).getByRole('link', { name: /^Hỗ trợ/ }).click();
  await expect(heading(tab)).toHaveText('Hỗ trợ');
  await expect(late).toHaveCount(0);
  expect(await gifts(tab)).toEqual({ count: before.count + 1, money: before.money + 1_000_000 });

  // The volunteer wrote down the same gift, and remembered it a little smaller.
  const gift = { kind: 'health', dong: 950_000, on: day(0) };
  const fact = { support: `${randomUUID()}.0`, came: { gift } };
  const change = { household: id, changes: [{ change: 'set', fact: 'support', is: fact }], seen: [] };
  expect(await lai.says({ change_household: change })).toMatchObject({ outcome: 'applied' });
  await tab.getByRole('button', { name: 'Lấy số liệu ngay' }).click();
  const pair = tab.locator('section:has(#pairs) .help-walk > li').filter({ hasText: '950.000 đ' });
  await expect(pair).toContainText(head);
  expect(await gifts(tab)).toEqual({ count: before.count + 2, money: before.money + 1_950_000 });
  expect(await wrong(tab, 36)).toEqual([]);

  await pair.getByRole('link').focus();
  await tab.keyboard.press('c');
  await expect(pair).toContainText('Cùng một khoản, chỉ tính một lần.');
  expect((await gifts(tab)).count).toBe(before.count + 1);
  await pair.getByRole('link').focus();
  await tab.keyboard.press('u');
  await expect(pair).not.toContainText('Cùng một khoản, chỉ tính một lần.');
  expect((await gifts(tab)).count).toBe(before.count + 2);
  await pair.getByRole('link').focus();
  await tab.keyboard.press('c');
  await expect(pair).toContainText('Cùng một khoản, chỉ tính một lần.');

  // The household's page on the phone tells the same, once the office has heard.
  await expect.poll(async () => JSON.stringify((await lai.household(id)).help ?? {})).toContain('"pairs"');
  const door = await enter(phone, server);
  await door.goto(`${server.url}/households/${id}`);
  const section = door.getByRole('region', { name: 'Nguyện vọng, cam kết, hỗ trợ' });
  await expect(section.getByRole('listitem').filter({ hasText: PROMISE })).toContainText('Đã làm ngày');
  await expect(section).toContainText('Cùng một khoản với dòng khác');
  expect(await wrong(door)).toEqual([]);
});

test('[S14.9] what is promised at the office waits on the phone, and is taken back where it was written down wrongly', async ({ server, phone, desk }) => {
  const lai = await Office.of(server, 'lai');
  const [{ id }] = await lai.settledHouseholds();
  const what = 'Giường nằm cho bà';
  const tab = await enter(desk, server, 'chau', `/office/households/${id}`);
  await sayWhy(tab);
  const write = tab.getByRole('button', { name: 'Ghi cam kết mới' });
  await write.click();
  await expect(tab.getByLabel('Hứa điều gì?')).toBeFocused();
  await tab.getByRole('button', { name: 'Lưu', exact: true }).click();
  for (const missing of ['Xin ghi hứa điều gì.', 'Xin chọn ai hứa.', 'Chưa đọc được ngày này.']) await expect(tab.getByText(missing)).toBeVisible();
  await tab.getByLabel('Hứa điều gì?').fill(what);
  await tab.getByLabel('Ai hứa?').selectOption({ label: 'Xã, phường' });
  await tab.getByLabel('Tên người hứa (nếu biết)').fill('Chị Mỹ Lệ');
  const due = tab.getByLabel('Hẹn đến ngày nào?');
  await due.fill(written(day(-1)));
  await tab.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(tab.getByText('Ngày này đã qua.', { exact: false })).toBeVisible();
  expect(await wrong(tab, 36)).toEqual([]);
  await due.fill(written(day(3)));
  await tab.keyboard.press('Enter');
  const line = tab.locator('section:has(#help)').getByRole('listitem').filter({ hasText: what });
  await expect(write).toBeFocused();
  await expect(line).toContainText('Chị Mỹ Lệ');
  await expect(line).toContainText('Lê Thị Minh Châu');
  await expect(line).toContainText(`Hẹn ngày ${written(day(3))}`);

  // The volunteer is to see to it, and says at the door that it has come.
  await expect.poll(async () => JSON.stringify((await lai.household(id)).help ?? {})).toContain(what);
  const door = await enter(phone, server);
  await door.goto(`${server.url}/households/${id}`);
  const section = door.getByRole('region', { name: 'Nguyện vọng, cam kết, hỗ trợ' });
  const own = section.getByRole('listitem').filter({ hasText: what });
  await own.getByRole('button', { name: `Đã làm: ${what}` }).click();
  await expect(own).toContainText('Đã làm ngày');
  expect(await wrong(door)).toEqual([]);
  await expect.poll(async () => JSON.stringify((await lai.household(id)).help.commitments ?? {})).toContain('kept');
  await own.getByRole('button', { name: `Bỏ dòng này: ${what}` }).click();
  await expect(own).toHaveCount(0);
  await expect.poll(async () => (await lai.household(id)).help?.promises).toBeUndefined();
});

/** A day as people write it. */
const written = (day) => day.split('-').reverse().join('/');
