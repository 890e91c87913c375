// Two people say different things of one household without having seen each other; an officer chooses by keyboard, and
// the answer is on every phone. [S7.2] [S7.6]
import { wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter, installed } from './visiting.mjs';

test('[S7.6] both values stand side by side, one or a third is chosen by the keys, and the phone has it', async ({ server, phone, desk }) => {
  const lai = await Office.of(server, 'lai');
  const [{ id, head }] = await lai.settledHouseholds();
  const tab = await enter(phone, server);
  await installed(tab);
  const says = (facts) => ({ change_household: { household: id, changes: facts.map(([fact, is]) => ({ change: 'set', fact, is })), seen: [] } });
  expect(await lai.says(says([['phone', '0905 123 456'], ['area', 48]]))).toMatchObject({ outcome: 'applied' });
  const chau = await Office.of(server, 'chau');
  expect(JSON.stringify(await chau.says(says([['phone', '0914 777 888'], ['area', 52.5]])))).toContain('"facts":["phone","area"]');

  const tells = async (text) => {
    await tab.goto(`${server.url}/outbox`);
    await tab.getByRole('button', { name: 'Lấy tin mới' }).click();
    await expect(tab.getByText('Đang lấy tin mới')).toHaveCount(0);
    await tab.goto(`${server.url}/households/${id}`);
    await expect(tab.getByRole('main')).toContainText(text);
  };
  await tells('Có 2 điều mỗi người ghi một khác');
  expect(await wrong(tab)).toEqual([]);

  const review = await enter(desk, server, 'chau', '/office/conflicts');
  const tiles = review.getByRole('main').locator('ul.stacked > li.conflict');
  await expect(tiles).toHaveCount(2);
  for (const name of ['Điện thoại', 'Diện tích']) {
    const tile = tiles.filter({ hasText: name });
    await expect(tile).toContainText(head);
    await expect(tile).toContainText('2 người nói khác nhau');
  }
  expect(await wrong(review, 36)).toEqual([]);

  // J goes to the first one from anywhere, a number chooses, Enter writes.
  await review.keyboard.press('j');
  const first = tiles.filter({ has: review.locator(':focus') });
  await expect(first).toHaveCount(1);
  const chosen = tiles.filter({ hasText: '0914 777 888' });
  for (let at = 0; at < 2 && (await chosen.filter({ has: review.locator(':focus') }).count()) === 0; at++) await review.keyboard.press('j');
  await expect(chosen.locator(':focus')).toHaveCount(1);
  const second = chosen.getByRole('radio').nth(1);
  await review.keyboard.press('2');
  await expect(second).toBeChecked();
  await review.keyboard.press('Enter');
  await expect(tiles).toHaveCount(1);

  // A third value, which nobody has said.
  await expect(tiles.locator(':focus')).toHaveCount(1);
  await review.keyboard.press('3');
  const other = tiles.getByRole('textbox');
  await expect(other).toBeFocused();
  // Whoever presses Enter too early erases nothing.
  await review.keyboard.press('Enter');
  await expect(tiles.getByText('Xin ghi điều đúng.')).toBeVisible();
  await other.focus();
  await review.keyboard.type('50');
  await expect(other).toHaveValue('50');
  await review.keyboard.press('Enter');
  await expect(tiles).toHaveCount(0);
  expect(await wrong(review, 36)).toEqual([]);

  await expect.poll(async () => JSON.stringify(await lai.household(id))).toContain('"area_m2":50');
  await tells('50 m²');
  await expect(tab.getByText('mỗi người ghi một khác')).toHaveCount(0);
  await expect(tab.getByRole('main').locator('a[href^="tel:"]').first()).toHaveAttribute('href', /914.?777.?888/);
});
