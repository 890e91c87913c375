// What a family said when it was asked: on the page of the household, and before a form that does not ask.
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { begin, enter, find, finish, goThrough, lookOver, meet, refusedVisit } from './visiting.mjs';

/** The head of a household of which nothing waits. */
async function settled(server) {
  const [{ head }] = await (await Office.of(server, 'lai')).settledHouseholds();
  return head;
}

const told = (tab) => tab.getByRole('region', { name: 'Đồng ý cho ghi' });

test('who agreed, how, and to which text stands on the page of the household', async ({ server, phone }) => {
  const head = await settled(server);
  const tab = await enter(phone, server);
  await find(tab, head, head);
  await begin(tab);
  await meet(tab, 'Có');
  await tab.getByLabel('Nhà rộng bao nhiêu mét vuông?').fill('48');
  await goThrough(tab);
  await lookOver(tab);
  await finish(tab);
  await tab.goto(server.url);
  await find(tab, head, head);
  await expect(told(tab).getByText(/^Chủ hộ đã đồng ý \(nói bằng lời\) ngày \d\d\/\d\d\/\d{4}\.$/)).toBeVisible();
  await expect(told(tab).getByText('Cho lưu đúng vị trí nhà.')).toBeVisible();
  await told(tab).getByRole('button', { name: /^Lời đã đọc cho gia đình, bản/ }).click();
  await expect(told(tab).getByText(/91\/2025\/QH15/)).toBeVisible();
});

test('a refusal is a visit, and is said before a form that does not ask', async ({ server, phone }) => {
  const head = await settled(server);
  const tab = await enter(phone, server);
  await find(tab, head, head);
  await refusedVisit(tab);
  await tab.goto(server.url);
  await find(tab, head, head);
  await expect(told(tab).getByText(/^Gia đình không đồng ý cho ghi, ngày \d\d\/\d\d\/\d{4}\./)).toBeVisible();
  await expect(tab.getByText('Lần trước gia đình không đồng ý')).toBeVisible();
});
