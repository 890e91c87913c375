// What somebody says is recorded, kept before it is called kept, and heard at the office.
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { PHOTO, away, begin, comeBack, enter, find, finish, goThrough, heading, lookOver, meet, next, saved, signIn, toTab } from './visiting.mjs';

// The engine alone records no sound.
test.use({ whole: true });

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

const RECORD = 'Ghi âm';
const STOP = 'Dừng và lưu';
const ARRIVED = '1 trong 1 ảnh, ghi âm đã tới văn phòng';

/** Somebody speaks on the last part. */
async function speak(tab) {
  await tab.getByRole('button', { name: RECORD }).click();
  await expect(tab.getByText('0:01')).toBeVisible();
}

/** From a household's page to one's own. */
async function toMe(tab) {
  await tab.getByRole('link', { name: 'Về danh sách các hộ' }).click();
  await toTab(tab, 'Tôi');
}

/** From now on a recording that has ended, and a photo that was made smaller, is not there yet, until `window.hurry()`. */
const slowMedia = (tab) =>
  tab.evaluate(() => {
    const read = Blob.prototype.arrayBuffer;
    const hurry = new Promise((done) => (window.hurry = done));
    Blob.prototype.arrayBuffer = async function () {
      await hurry;
      return read.call(this);
    };
  });

const hurry = (tab) => tab.evaluate(() => window.hurry());

/** How much room the browser says that there is; nothing more than that is changed. */
const room = (tab, quota) => tab.evaluate((quota) => (navigator.storage.estimate = async () => ({ usage: 0, quota })), quota);

/** What a browser tells a page that nobody sees any more, or sees again. */
const hide = (tab, hidden) =>
  tab.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

test('[S4.14] a recording is kept, travels after the text, and is heard at the office', async ({ server, phone, desk }) => {
  await phone.context.grantPermissions(['microphone']);
  const tab = await enter(phone, server);
  const name = await atTheEnd(tab, server);
  await speak(tab);
  await tab.getByRole('button', { name: STOP }).click();
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
  await expect(again.getByRole('img', { name: ARRIVED })).toBeVisible();

  const review = await enter(desk, server, 'chau', '/office/');
  await review.getByRole('navigation', { name: 'Hàng chờ duyệt' }).getByRole('button', { name }).first().click();
  await expect(sounds(review)).toHaveCount(1);
  await heard(review);
});

test('who goes on while somebody speaks keeps what was said; who may not record is told what to do', async ({ server, phone }) => {
  const tab = await enter(phone, server);
  await atTheEnd(tab, server);
  await phone.context.clearPermissions();
  await tab.getByRole('button', { name: RECORD }).click();
  await expect(tab.getByText(/^Máy không cho phép ghi âm/)).toBeVisible();

  await phone.context.grantPermissions(['microphone']);
  await speak(tab);
  await tab.getByRole('link', { name: 'Cam kết' }).first().click();
  await expect(heading(tab)).toHaveText('Cam kết');
  await next(tab, 'Lần tới, ghi chú');
  await expect(sounds(tab)).toHaveCount(1);
  await tab.getByRole('button', { name: 'Bỏ đoạn 1' }).click();
  await expect(sounds(tab)).toHaveCount(0);
  await saved(tab);
});

/** The visit is finished only when what is still being taken is stored, and that arrives with it. */
async function finishesWithIt(phone, tab) {
  await lookOver(tab);
  const arrived = phone.context.waitForEvent('response', (response) => response.request().method() === 'PATCH' && response.status() === 204);
  await tab.getByRole('button', { name: 'Xong, giữ lượt thăm này' }).click();
  await expect(tab.getByRole('button', { name: 'Đang giữ' })).toBeVisible();
  await hurry(tab);
  await expect(heading(tab)).toHaveText(/^Đã ghi xong lượt thăm/);
  await arrived;
  await expect(tab.getByRole('img', { name: ARRIVED })).toBeVisible();
}

test('[S4.15] a visit is finished with what is still being said in it', async ({ server, phone }) => {
  await phone.context.grantPermissions(['microphone']);
  const tab = await enter(phone, server);
  await atTheEnd(tab, server);
  await slowMedia(tab);
  await speak(tab);
  await finishesWithIt(phone, tab);
});

test('[S4.15] a visit is finished with a photo that is still being made smaller', async ({ server, phone }) => {
  const tab = await enter(phone, server);
  await atTheEnd(tab, server);
  await slowMedia(tab);
  await tab.getByLabel('Chụp ảnh').setInputFiles(PHOTO);
  await finishesWithIt(phone, tab);
});

test('[S4.15] who locks the phone is told of a recording that is not stored yet, and no new build starts before it is', async ({ server, phone }) => {
  await phone.context.grantPermissions(['microphone']);
  const tab = await enter(phone, server);
  await atTheEnd(tab, server);
  const draft = new URL(tab.url()).pathname;
  await slowMedia(tab);
  await speak(tab);
  await tab.getByRole('link', { name: 'Tạm dừng, về trang của hộ' }).click();
  await toMe(tab);
  const lock = async () => {
    await tab.getByRole('button', { name: 'Khóa máy' }).click();
    return tab.getByRole('main');
  };
  const warning = /^Chưa khóa, vì có câu trả lời hoặc đoạn ghi âm chưa lưu xong/;
  const holds = () => tab.evaluate(async () => (await navigator.locks.query()).held.some(({ name }) => name === 'phone:form'));
  await expect((await lock()).getByText(warning)).toBeVisible();
  expect(await holds()).toBe(true);
  await hurry(tab);
  await expect.poll(holds).toBe(false);
  await away(tab);
  await lock();
  await comeBack(tab, 'cô Lài');
  await tab.goto(server.url + draft);
  await expect(sounds(tab)).toHaveCount(1);
});

test('[S4.15] a recording that finds no room stays in memory and is stored when there is room', async ({ server, phone }) => {
  await phone.context.grantPermissions(['microphone']);
  const tab = await enter(phone, server);
  await atTheEnd(tab, server);
  await speak(tab);
  await room(tab, 1);
  await tab.getByRole('button', { name: STOP }).click();
  const alarm = tab.getByRole('alert').filter({ hasText: 'Máy đầy, chưa lưu được' });
  await expect(alarm).toBeVisible();
  // Answers need less room than a recording leaves, and do not wait for it.
  await tab.getByLabel('Ghi chú').fill('Nhà mới lợp.');
  // In one step, or it would be stored by itself before the button is pressed.
  await alarm.getByRole('button', { name: 'Lưu lại' }).evaluate((button) => {
    navigator.storage.estimate = async () => ({ usage: 0, quota: 1e12 });
    button.click();
  });
  await expect(sounds(tab)).toHaveCount(1);
  await expect(alarm).toHaveCount(0);
  await saved(tab);
  await tab.reload();
  await heard(tab);
  await expect(tab.getByLabel('Ghi chú')).toHaveValue('Nhà mới lợp.');
});

test('[S4.15] a draft is thrown away with the recording that found no room', async ({ server, phone }) => {
  await phone.context.grantPermissions(['microphone']);
  const tab = await enter(phone, server);
  await atTheEnd(tab, server);
  await speak(tab);
  await room(tab, 1);
  await tab.getByRole('button', { name: STOP }).click();
  await expect(tab.getByRole('alert').filter({ hasText: 'Máy đầy, chưa lưu được' })).toBeVisible();
  await lookOver(tab);
  await tab.getByRole('button', { name: 'Xóa bản nháp' }).click();
  await tab.getByRole('dialog').getByRole('button', { name: 'Xóa bản nháp' }).click();
  await toMe(tab);
  await away(tab);
  await tab.getByRole('button', { name: 'Khóa máy' }).click();
  await expect(heading(tab)).toContainText('Chào ');
});

test('[S4.9] a recording ends by itself after five minutes, and when the page is hidden, and is kept', async ({ server, phone }) => {
  await phone.context.grantPermissions(['microphone']);
  const tab = await phone.tab();
  await tab.clock.install();
  await tab.goto(server.url);
  await signIn(tab, 'lai');
  await atTheEnd(tab, server);
  await speak(tab);
  await tab.clock.fastForward('04:50');
  await expect(tab.getByRole('button', { name: STOP })).toBeVisible();
  await tab.clock.fastForward('00:15');
  await expect(sounds(tab)).toHaveCount(1);
  await saved(tab);

  await tab.getByRole('button', { name: 'Bỏ đoạn 1' }).click();
  await expect(sounds(tab)).toHaveCount(0);
  await speak(tab);
  await hide(tab, true);
  await expect(sounds(tab)).toHaveCount(1);
  await heard(tab);
});

test('[S4.9] a page that was hidden while the person was asked for the microphone records nothing on', async ({ server, phone }) => {
  await phone.context.grantPermissions(['microphone']);
  const tab = await enter(phone, server);
  await atTheEnd(tab, server);
  await hide(tab, true);
  await tab.evaluate(() => {
    const start = MediaRecorder.prototype.start;
    MediaRecorder.prototype.start = function () {
      this.addEventListener('stop', () => (window.hasStopped = true));
      start.call(this);
    };
  });
  await tab.getByRole('button', { name: RECORD }).click();
  await expect.poll(() => tab.evaluate(() => window.hasStopped)).toBe(true);
  await expect(tab.getByRole('button', { name: STOP })).toHaveCount(0);
});
