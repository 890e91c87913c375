// What somebody says is recorded, kept before it is called kept, and heard at the office.
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { begin, enter, find, finish, goThrough, heading, lookOver, meet, next, saved } from './visiting.mjs';

/** The last part of a visit of somebody who lets it be recorded. */
async function atTheEnd(tab, server) {
  const [{ head }] = await (await Office.of(server, 'lai')).settledHouseholds();
  await find(tab, head, head);
  await begin(tab);
  await meet(tab, 'Có');
  await tab.getByLabel('Nhà rộng bao nhiêu mét vuông?').fill('48');
  await goThrough(tab);
  return head;
}

const sounds = (tab) => tab.locator('audio');

/** It can be played from where it was put: the browser has read how long it is, or that it cannot know. */
const heard = (tab) => expect.poll(() => sounds(tab).first().evaluate((audio) => audio.readyState)).toBeGreaterThan(0);

test('[S4.14] a recording is kept, travels after the text, and is heard at the office', async ({ server, phone, desk }) => {
  await phone.context.grantPermissions(['microphone']);
  const tab = await enter(phone, server);
  const name = await atTheEnd(tab, server);
  await tab.getByRole('button', { name: 'Ghi âm' }).click();
  await expect(tab.getByText('0:01')).toBeVisible();
  const stop = tab.getByRole('button', { name: 'Dừng và lưu' });
  await stop.click();
  await expect(sounds(tab)).toHaveCount(1);
  await heard(tab);
  await saved(tab);
  const draft = tab.url();
  await phone.kill();

  const again = await phone.tab();
  await again.goto(draft);
  await heard(again);
  await lookOver(again);
  const arrived = phone.context.waitForEvent('response', (response) => response.request().method() === 'PATCH' && response.status() === 204);
  await finish(again);
  await arrived;
  await expect(again.getByRole('img', { name: '1 trong 1 ảnh, ghi âm đã tới văn phòng' })).toBeVisible();

  const review = await enter(desk, server, 'chau', '/office/');
  await review.getByRole('navigation', { name: 'Hàng chờ duyệt' }).getByRole('button', { name }).first().click();
  await expect(sounds(review)).toHaveCount(1);
  await heard(review);
});

test('who goes on while somebody speaks keeps what was said; who may not record is told what to do', async ({ server, phone }) => {
  const tab = await enter(phone, server);
  await atTheEnd(tab, server);
  await phone.context.clearPermissions();
  const record = tab.getByRole('button', { name: 'Ghi âm' });
  await record.click();
  await expect(tab.getByText(/^Máy không cho phép ghi âm/)).toBeVisible();

  await phone.context.grantPermissions(['microphone']);
  await record.click();
  await expect(tab.getByText('0:01')).toBeVisible();
  await tab.getByRole('link', { name: 'Cam kết' }).first().click();
  await expect(heading(tab)).toHaveText('Cam kết');
  await next(tab, 'Lần tới, ghi chú');
  await expect(sounds(tab)).toHaveCount(1);
  await tab.getByRole('button', { name: 'Bỏ đoạn 1' }).click();
  await expect(sounds(tab)).toHaveCount(0);
  await saved(tab);
});
