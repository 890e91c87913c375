// An office whose database was put back to a backup, as after a broken disk: phones give back what it has forgotten.
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter, find, finish, lookOver, photograph, shortVisit, toTab } from './visiting.mjs';

test('[S9.4] what an office that was put back to a backup forgot comes again from the phone, with its photos, once', async ({ server, phone }) => {
  const [first, second] = (await (await Office.of(server, 'lai')).settledHouseholds()).map(({ head }) => head);
  const tab = await enter(phone, server);
  await server.backUp();
  const office = await Office.of(server, 'chau');

  await find(tab, first, first);
  await photograph(tab);
  await lookOver(tab);
  await finish(tab);
  await expect(tab.getByRole('img', { name: '1 trong 1 ảnh, ghi âm đã tới văn phòng' })).toBeVisible();
  const [{ id }] = await office.fresh();

  await server.putBack();
  const back = await Office.of(server, 'chau');
  expect((await back.visits()).some((visit) => visit.id === id)).toBe(false);
  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
  await find(tab, second, second);
  await shortVisit(tab);
  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
  await toTab(tab, 'Gửi đi');
  await expect.poll(async () => (await back.fresh()).map(({ head }) => head).sort()).toEqual([first, second].sort());
  await expect.poll(() => back.photosOf(id)).toBe(1);
  await expect(tab.getByText(/^Văn phòng đã nhận lúc/)).toHaveCount(2);
});
