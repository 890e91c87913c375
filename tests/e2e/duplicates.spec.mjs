// Households that were registered twice are offered to the office in pairs, each once. An officer decides by keyboard, takes
// back, and what a phone that was out says of a double reaches the record that stands. [S7.18] [S7.19] [S7.20]
import { randomUUID } from 'node:crypto';
import { wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter, heading, installed } from './visiting.mjs';

/** The same household once more, as a volunteer types it who did not find it: another telephone number, no code. */
async function again(lai, id, change = {}) {
  const { hamlet, head } = await lai.household(id);
  const twin = { id: randomUUID(), hamlet, head: { ...head, id: randomUUID() }, registered_by: randomUUID(), phone: '0905 777 111', ...change };
  expect(await lai.says({ register_household: { household: twin } })).toMatchObject({ outcome: 'applied' });
  return twin.id;
}

test('[S7.18] a pair is offered once, decided and taken back by keyboard, on every computer of the office', async ({ server, phone, desk }) => {
  const lai = await Office.of(server, 'lai');
  const chau = await Office.of(server, 'chau');
  const [one, other] = await lai.settledHouseholds();
  const twin = await again(lai, one.id);
  const namesake = await again(lai, other.id, { phone: '0914 222 333' });

  const tab = await enter(desk, server, 'chau', '/office/duplicates');
  await expect(heading(tab)).toHaveText('Hộ trùng');
  const open = tab.locator('.twins.open > li');
  const pair = (head) => open.filter({ has: tab.getByRole('heading', { level: 3, name: new RegExp(head, 'i') }) });
  await expect(pair(one.head)).toHaveCount(1);
  await expect(pair(other.head)).toHaveCount(1);
  const before = await open.count();
  const first = pair(one.head);
  await expect(first).toContainText('cùng tên chủ hộ');
  await expect(first.getByRole('row').filter({ hasText: 'Chủ hộ' }).first()).toContainText('giống');
  await expect(first.getByRole('row').filter({ hasText: 'Điện thoại' })).toContainText(/khác|một bên chưa ghi/);
  await expect(tab.getByRole('navigation', { name: 'Các mục chính' }).getByRole('link', { name: /Hộ trùng/ })).toContainText(`${before} cặp chờ xem`);
  expect(await wrong(tab, 36)).toEqual([]);

  // J goes from pair to pair; A keeps the record that the office knows better.
  for (let at = 0; at < before && (await first.locator(':focus').count()) === 0; at++) await tab.keyboard.press('j');
  await expect(first.locator(':focus')).toHaveCount(1);
  await tab.keyboard.press('a');
  await expect(first).toHaveCount(0);
  await expect.poll(async () => (await chau.household(twin)).same_as).toBe(one.id);

  // N says that they are two. It is on every computer.
  const second = pair(other.head);
  await second.getByRole('link').first().focus();
  await tab.keyboard.press('n');
  await expect(second).toHaveCount(0);
  await expect.poll(async () => JSON.stringify([(await chau.household(other.id)).not_same, (await chau.household(namesake)).not_same])).toMatch(new RegExp(`${namesake}|${other.id}`));
  const decided = tab.locator('section:has(#decided) li');
  await expect(decided.filter({ hasText: 'hai hộ khác nhau' })).toHaveCount(1);
  expect(await wrong(tab, 36)).toEqual([]);
  await tab.reload();
  await expect(heading(tab)).toHaveText('Hộ trùng');
  await expect(decided).not.toHaveCount(0);
  await expect(pair(other.head)).toHaveCount(0);
  await expect(pair(one.head)).toHaveCount(0);

  // U takes it back, and the pair is offered again.
  await decided.filter({ hasText: 'hai hộ khác nhau' }).getByRole('button').focus();
  await tab.keyboard.press('u');
  await expect(pair(other.head)).toHaveCount(1);
  await expect(decided.filter({ hasText: 'hai hộ khác nhau' })).toHaveCount(0);

  // What a phone that has not heard of it says of the double is said of the record that stands.
  const change = { household: twin, changes: [{ change: 'set', fact: 'area', is: 44.5 }], seen: [] };
  expect(await lai.says({ change_household: change })).toMatchObject({ outcome: 'applied' });
  expect((await chau.household(one.id)).dwelling.area_m2).toBe(44.5);
  expect((await chau.household(twin)).dwelling.area_m2).toBe(44.5);

  const volunteer = await enter(phone, server);
  await installed(volunteer);
  await volunteer.goto(`${server.url}/households/${twin}`);
  await expect(volunteer.getByRole('main')).toContainText('Mở hồ sơ kia');
});
