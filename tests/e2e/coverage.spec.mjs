// How far visits reach: what the office prints opens the list behind it, the sums add up, and a volunteer's own numbers
// follow what was done without a network.
import { wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter, find, heading, installed, refusedVisit, shortVisit } from './visiting.mjs';

const number = async (place) => Number((await place.textContent()).replace(/\D/g, ''));

test('every number at the office opens the list behind it, by keyboard too, and hamlets add up', async ({ server, desk }) => {
  const tab = await enter(desk, server, 'chau', '/office/coverage');
  await expect(heading(tab)).toHaveText('Độ phủ');
  expect(await wrong(tab, 36)).toEqual([]);
  const whole = tab.getByRole('region', { name: 'Cả xã, phường' });
  const reached = whole.getByRole('listitem').filter({ hasText: 'Hộ đã được thăm' }).locator('.num');
  const left = whole.getByRole('listitem').filter({ hasText: 'Hộ chưa được thăm' }).locator('.num');
  const all = (await number(reached)) + (await number(left));
  const households = await (await Office.of(server, 'chau')).households();
  expect(all).toBeLessThanOrEqual(households);

  const hamlets = tab.getByRole('region', { name: 'Theo thôn, tổ dân phố' }).locator('tbody tr');
  const column = async (at) => {
    const cells = await hamlets.locator(`td:nth-child(${at}) .num`).all();
    return (await Promise.all(cells.map(number))).reduce((sum, one) => sum + one, 0);
  };
  expect(await column(3)).toBe(await number(reached));
  expect(await column(4)).toBe(await number(left));

  await tab.keyboard.press('2');
  const list = tab.getByRole('region', { name: /^Hộ chưa được thăm: Phường Thuận An/ });
  const rows = list.locator('tbody tr');
  await expect(list.getByRole('status')).toHaveText(`${await number(left)} hộ`);
  await expect(rows).toHaveCount(Math.min(100, await number(left)));
  await tab.keyboard.press('j');
  await expect(rows.first().getByRole('link')).toBeFocused();
  await tab.keyboard.press('0');
  await expect(list).toHaveCount(0);

  const first = hamlets.first();
  const theirs = first.locator('td:nth-child(4) .num');
  const count = await number(theirs);
  expect(count).toBeGreaterThan(0);
  await theirs.click();
  const one = tab.getByRole('region', { name: /^Hộ chưa được thăm: tổ dân phố/ });
  await expect(one.getByRole('status')).toHaveText(`${count} hộ`);
  await one.getByRole('link').first().click();
  await expect(heading(tab)).not.toHaveText('Độ phủ');
  // The way back leads to the same list.
  await tab.goBack();
  await expect(one.getByRole('status')).toHaveText(`${count} hộ`);

  await tab.getByRole('combobox', { name: 'Diện' }).selectOption('poor');
  await expect(one.locator('tbody td:nth-child(4)').first()).toHaveText('Hộ nghèo');
  await tab.getByRole('combobox', { name: 'Kỳ' }).selectOption({ index: 20 });
  await expect(heading(tab)).toHaveText('Độ phủ');
});

test('what a volunteer did without a network is in their own numbers at once', async ({ server, phone }) => {
  const tab = await enter(phone, server);
  await installed(tab);
  await phone.context.setOffline(true);
  await tab.getByRole('link', { name: 'Tôi đã gặp bao nhiêu hộ' }).click();
  await expect(heading(tab)).toHaveText('Tôi đã gặp những ai');
  expect(await wrong(tab)).toEqual([]);
  const figure = (name) => tab.getByRole('button', { name: new RegExp(`^${name} [0-9]`) });
  const [left, inVain] = [figure('Hộ tôi chưa gặp'), figure('Hộ tôi đã đến, chưa gặp ai')];
  const [before, tried] = [await number(left), await number(inVain)];
  await tab.locator('ul.rows a').first().click();
  await expect(heading(tab)).not.toHaveText('Tôi đã gặp những ai');
  const name = (await heading(tab).textContent()).trim().replace(/^\S+ /, '');
  // Who finds the door locked has met nobody.
  await shortVisit(tab, 'Nhà khóa cửa.');
  await tab.goto(`${server.url}/coverage`);
  await expect(inVain).toHaveText(`Hộ tôi đã đến, chưa gặp ai ${tried + 1}`);
  await expect(left).toHaveText(`Hộ tôi chưa gặp ${before}`);
  await tab.goto(server.url);
  await find(tab, name, name);
  await refusedVisit(tab);
  await tab.goto(`${server.url}/coverage`);
  await expect(inVain).toHaveText(`Hộ tôi đã đến, chưa gặp ai ${tried}`);
  await expect(left).toHaveText(`Hộ tôi chưa gặp ${before - 1}`);
  const waiting = tab.getByRole('button', { name: /^Lượt thăm chờ duyệt/ });
  await waiting.click();
  await expect(waiting).toHaveAttribute('aria-pressed', 'true');
  await expect(tab.locator('ul.rows a').first()).toBeVisible();
});
