// For everybody, also when something went wrong: what came back, what is held, what stands aside, who was here before.
import { wrong } from './access.mjs';
import { Builds } from './builds.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { Server } from './server.mjs';
import { begin, enter, find, heading, installed, lock, shortVisit, signIn, toTab } from './visiting.mjs';
import { OPERATIONS, ofNobody, problem } from './wire.mjs';

/** Records that nobody was at home, while `answer` is what becomes of each push; then goes to the outbox. */
async function visitWhile(phone, tab, head, answer) {
  await phone.context.route(OPERATIONS, answer);
  await find(tab, head, head);
  await shortVisit(tab);
  await tab.getByRole('link', { name: 'Đến nhà tiếp theo' }).click();
  await toTab(tab, 'Gửi đi');
}

test('what is held, stands aside or came back is for everybody, on both sides', async ({ server, phone, desk }) => {
  const lai = await Office.of(server, 'lai');
  const [{ head: held }, { head: aside }] = await lai.settledHouseholds();
  const [returned] = await lai.visits('returned');
  const tab = await enter(phone, server);
  await visitWhile(phone, tab, held, ofNobody);
  const stuck = tab.getByRole('region', { name: 'Cần xem lại' });
  await expect(stuck.filter({ hasText: 'trong sổ chưa có hộ được thăm' })).toHaveCount(1);
  await phone.context.unroute(OPERATIONS);
  await visitWhile(phone, tab, aside, (route) => route.fulfill(problem(413, 'too-large')));
  await expect(stuck.filter({ hasText: 'Vẫn còn nguyên trên máy.' })).toHaveCount(1);
  expect(await wrong(tab)).toEqual([]);

  await toTab(tab, 'Hôm nay');
  await expect(tab.getByRole('main')).toContainText(returned.head);
  await expect(tab.getByText(/việc cần xem lại/)).toBeVisible();
  expect(await wrong(tab)).toEqual([]);

  await find(tab, returned.head, returned.head);
  await begin(tab, 'Sửa lượt thăm này');
  expect(await wrong(tab)).toEqual([]);
  await tab.getByRole('link', { name: 'Các phần' }).click();
  await expect(heading(tab)).toHaveText('Xem lại');
  expect(await wrong(tab)).toEqual([]);

  const review = await enter(desk, server, 'chau', '/office/held');
  const entry = review.getByRole('main').locator('li.tile');
  await expect(entry).toHaveCount(1);
  await entry.getByText('Xem nội dung đã gửi').click();
  await expect(entry).toContainText('Có gặp được người trong nhà không?');
  expect(await wrong(review, 36)).toEqual([]);
});

test('both doors are for everybody, and that of people who were here before', async ({ server, phone, desk }) => {
  const office = await desk.tab();
  await office.goto(`${server.url}/office/`);
  await expect(heading(office)).toBeVisible();
  expect(await wrong(office, 36)).toEqual([]);

  const tab = await enter(phone, server);
  await lock(tab);
  expect(await wrong(tab)).toEqual([]);
  await signIn(tab, 'khoa');
  await lock(tab);
  await expect(tab.getByRole('group', { name: 'Người khác trên máy này' }).getByRole('button')).toHaveCount(2);
  expect(await wrong(tab)).toEqual([]);
  await tab.getByRole('button', { name: 'Quên mã' }).click();
  await expect(tab.getByLabel('Mật khẩu', { exact: true })).toBeVisible();
  expect(await wrong(tab)).toEqual([]);
});

test('the news of a build that waits is for everybody', async ({ phone }) => {
  const builds = await Builds.fresh();
  const server = await Server.fresh({ app: builds.folder });
  try {
    await server.start();
    const tab = await enter(phone, server);
    await installed(tab);
    await builds.publish('second');
    await server.restart();
    await tab.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    await expect(tab.getByRole('button', { name: 'Mở bản mới' })).toBeVisible();
    expect(await wrong(tab)).toEqual([]);
  } finally {
    await server.remove();
    await builds.remove();
  }
});
