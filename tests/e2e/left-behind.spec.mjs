// Who is left behind: the same list at the office and on a phone, each row with its reasons, and gone with them; and who
// is asked about while a household is typed that is there already.
import { press, wrong } from './access.mjs';
import { ago, dayOf } from './commune.mjs';
import { expect, test } from './fixtures.mjs';
import { Office, plain } from './office.mjs';
import { MET, begin, choose, enter, find, finish, heading, installed, lookOver, next, refusedVisit, toTab } from './visiting.mjs';

const reasons = (tab) => tab.getByRole('list', { name: 'Vì sao' }).getByRole('button');
const count = async (button) => Number(await button.locator('.num').textContent());

test('the office narrows the list by reason and hamlet, by keyboard, and every row says why', async ({ server, desk }) => {
  const tab = await enter(desk, server, 'chau', '/office/left-behind');
  await expect(heading(tab)).toHaveText('Ai đang bị bỏ lại?');
  const rows = tab.locator('tbody tr');
  const households = await (await Office.of(server, 'chau')).households();
  const said = tab.getByRole('heading', { level: 2 });
  await expect(said).toHaveText(new RegExp(`^\\d+ trong ${households} hộ đang bị bỏ lại$`));
  // What is on paper is all of it; on the screen a hundred at a time.
  const all = Math.min(100, parseInt(await said.textContent(), 10));
  await expect(rows).toHaveCount(all);
  await expect(reasons(tab)).toHaveCount(6);
  expect(await wrong(tab, 36)).toEqual([]);

  const never = reasons(tab).filter({ hasText: 'Chưa thăm lần nào' });
  await tab.keyboard.press('4');
  await expect(never).toHaveAttribute('aria-pressed', 'true');
  await expect(rows).toHaveCount(await count(never));
  for (const row of await rows.all()) await expect(row).toContainText('Chưa thăm lần nào');
  await tab.keyboard.press('j');
  await expect(rows.first().getByRole('link')).toBeFocused();
  await tab.keyboard.press('j');
  await expect(rows.nth(1).getByRole('link')).toBeFocused();
  await tab.keyboard.press('0');
  await expect(rows).toHaveCount(all);

  const hamlet = await rows.first().locator('td').nth(1).textContent();
  await tab.getByRole('combobox').selectOption({ label: `Tổ dân phố ${hamlet}` });
  await expect(rows).not.toHaveCount(all);
  for (const row of await rows.all()) await expect(row).toContainText(hamlet);
  // The way back leads to the same list.
  const narrowed = await rows.count();
  await press(tab, rows.first().getByRole('link'));
  await expect(heading(tab)).not.toHaveText('Ai đang bị bỏ lại?');
  await tab.goBack();
  await expect(rows).toHaveCount(narrowed);
});

test('a household leaves the list of the phone with its reason, and that of the office when the visit has come', async ({ server, phone, desk }) => {
  const office = await enter(desk, server, 'chau', '/office/left-behind');
  const tab = await enter(phone, server);
  await tab.getByRole('link', { name: 'Ai đang bị bỏ lại?' }).click();
  await expect(heading(tab)).toHaveText('Ai đang bị bỏ lại?');
  expect(await wrong(tab)).toEqual([]);
  const row = tab.locator('ol.rows > li').filter({ hasText: /chưa thăm|Chưa thăm/ }).filter({ hasNotText: /Cam kết|Cần gấp|Tái nghèo/ }).first();
  const link = await row.getByRole('link').getAttribute('href');
  const name = (await row.locator('.name').textContent()).replace(/^\S+ /, '');
  const there = office.locator(`tbody a[href="/office${link}"]`);
  await expect(there).toHaveCount(1);

  await tab.goto(server.url);
  await installed(tab);
  await phone.context.setOffline(true);
  await find(tab, name, name);
  // Nobody is there, and a neighbour says when they will be.
  const agreed = dayOf(ago(-2));
  await begin(tab);
  await choose(tab, MET, 'Không');
  await next(tab, 'Lần tới, ghi chú');
  await tab.getByLabel('Hẹn ngày nào ghé lại?').fill(agreed);
  await tab.getByLabel('Hẹn ngày nào ghé lại?').blur();
  await lookOver(tab);
  await finish(tab);
  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
  const [year, month, day] = agreed.split('-');
  // Nobody was met, so it is among those that nobody has visited for long.
  await toTab(tab, 'Các hộ');
  await tab.getByRole('searchbox').fill(name);
  await tab.getByRole('button', { name: 'Lâu chưa thăm' }).click();
  await expect(tab.locator(`main a[href="${link}"]`)).toBeVisible();
  await tab.getByRole('button', { name: 'Lâu chưa thăm' }).click();
  await find(tab, name, name);
  await expect(tab.getByRole('main')).toContainText(`Hẹn gặp gia đình ngày ${day}/${month}/${year}`);
  await tab.goto(server.url);
  await tab.getByRole('link', { name: 'Ai đang bị bỏ lại?' }).click();
  const mine = tab.locator('ol.rows > li').filter({ has: tab.locator(`a[href="${link}"]`) });
  await expect(mine).toContainText('đã đến 1 lần không gặp ai');
  await tab.goto(server.url);
  await find(tab, name, name);
  await refusedVisit(tab);
  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
  await tab.getByRole('link', { name: 'Ai đang bị bỏ lại?' }).click();
  await expect(mine).toHaveCount(0);
  await expect(there).toHaveCount(1);
  await phone.context.setOffline(false);
  await expect.poll(async () => (await (await Office.of(server, 'chau')).visits()).some(({ household }) => link.endsWith(household))).toBe(true);
  await office.getByRole('button', { name: 'Lấy số liệu ngay' }).click();
  await expect(there).toHaveCount(0);
});

test('whoever types a household that is there already is asked, without a network', async ({ server, phone }) => {
  const [{ id, head }] = await (await Office.of(server, 'lai')).settledHouseholds();
  const tab = await enter(phone, server);
  await installed(tab);
  await phone.context.setOffline(true);
  await toTab(tab, 'Các hộ');
  await tab.getByRole('link', { name: 'Thêm hộ mới' }).click();
  const asked = tab.getByRole('status').filter({ hasText: 'Có phải hộ này không?' });
  await tab.getByLabel('Họ và tên chủ hộ').fill(plain(head).split(' ')[0]);
  await expect(asked).toHaveCount(0);
  await tab.getByLabel('Họ và tên chủ hộ').fill(plain(head));
  const hamlets = tab.getByRole('radiogroup', { name: 'Thôn, tổ dân phố' }).getByRole('radio');
  const known = asked.locator(`a[href="/households/${id}"]`);
  for (let at = 0; at < (await hamlets.count()) && !(await known.count()); at++) await hamlets.nth(at).check();
  await expect(known).toContainText('Cùng tên chủ hộ');
  await expect(known).toContainText('cùng thôn, tổ');
  expect(await wrong(tab)).toEqual([]);
  await known.click();
  await expect(heading(tab)).toContainText(head);
});
