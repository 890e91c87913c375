// An officer changes a form in Excel: what is wrong is told, what would change is shown, and it reaches the phones.
import { readFile } from 'node:fs/promises';
import { wrong } from './access.mjs';
import { book } from './book.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { begin, choice, enter, find, finish, heading, installed, lookOver, saved } from './visiting.mjs';

/** A workbook of the home visit: one part with these questions. */
const workbook = (version, rows) =>
  book({
    survey: [
      ['type', 'name', 'label::vi', 'label::en', 'required'],
      ['begin_group', 'meeting', 'Gặp ai', 'Who was there'],
      ...rows,
      ['end_group'],
    ],
    choices: [
      ['list_name', 'name', 'label::vi', 'label::en'],
      ['who', 'head', 'Chủ hộ', 'Head'],
      ['who', 'child', 'Con', 'Child'],
    ],
    settings: [
      ['form_id', 'form_title', 'version'],
      ['home-visit', 'Thăm nhanh', version],
    ],
  });

const SEEN = ['select_one who', 'seen', 'Gặp ai trong nhà?', 'Whom did you meet?', 'yes'];
const first = workbook('thử-1', [SEEN, ['text', 'note', 'Ghi gì thêm?', 'Anything else?']]);
const second = workbook('thử-2', [['select_multiple who', 'seen', 'Gặp những ai trong nhà?', 'Whom did you meet?', 'yes'], ['integer', 'cats', 'Nhà có mấy con mèo?', 'How many cats?']]);
const mistaken = workbook('thử-1', [['selct_one who', 'seen', 'Gặp ai?', 'Who?'], ['integer', 'two words', 'Tuổi?', 'Age?']]);

const file = (name, buffer) => ({ name, mimeType: 'application/octet-stream', buffer });
const choose = (desk, name, buffer) => desk.locator('input[type=file]').setInputFiles(file(name, buffer));
const row = (desk, version) => desk.getByRole('row').filter({ has: desk.getByRole('rowheader', { name: version, exact: true }) });
const dialog = (desk) => desk.getByRole('dialog');

/** The forms of the unit. */
const tiles = (desk) => desk.getByRole('listitem').filter({ has: desk.getByRole('table') });

/** Publishes what was checked. */
async function publish(desk, verb = 'Phát hành') {
  await desk.getByRole('button', { name: 'Phát hành', exact: true }).click();
  await expect(dialog(desk)).toContainText('Lượt thăm đang ghi dở vẫn ghi tiếp bằng bản cũ');
  await dialog(desk).getByRole('button', { name: verb }).click();
}

/** What the phone has after it has asked for news. */
async function news(tab) {
  await tab.goto('/outbox'.replace(/^/, new URL(tab.url()).origin));
  await tab.reload();
}

test('[S11.6] what is wrong in a workbook is told with its place, can be copied, and nothing is published', async ({ server, desk }) => {
  const review = await enter(desk, server, 'chau', '/office/forms');
  await expect(heading(review)).toHaveText('Biểu mẫu');
  await choose(review, 'tham.xlsx', mistaken);
  const told = review.getByRole('region', { name: /Tệp còn \d chỗ sai/ });
  await expect(told.getByRole('row').filter({ hasText: 'A3' })).toContainText('selct_one');
  await expect(told.getByRole('row').filter({ hasText: 'B4' })).toContainText('two words');
  await expect(told).toContainText('biểu mẫu đang dùng vẫn như cũ');
  expect(await wrong(review, 36)).toEqual([]);
  await desk.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await told.getByRole('button', { name: 'Sao chép bảng' }).click();
  await expect(review.getByRole('status').filter({ hasText: 'Đã sao chép' })).toBeVisible();
  expect(await review.evaluate(() => navigator.clipboard.readText())).toMatch(/^survey\tA3 type\t.*selct_one/m);
  await told.getByRole('button', { name: 'Bỏ, không phát hành' }).click();
  await expect(told).toHaveCount(0);
  await expect(tiles(review)).toHaveCount(5);

  // What the program has brought along begins where an officer goes on from.
  const download = review.waitForEvent('download');
  await tiles(review).filter({ hasText: 'home-visit' }).getByRole('button', { name: /^Tải Excel về/ }).click();
  const saved = await download;
  await choose(review, saved.suggestedFilename(), await readFile(await saved.path()));
  await expect(review.getByText('Tệp này giống hệt bản đang dùng')).toBeVisible();
  await expect(review.getByRole('button', { name: 'Phát hành', exact: true })).toHaveCount(0);
});

test('[S11.2] [S11.3] [S11.4] a form is published, begins new visits and leaves old drafts as they are; an officer goes back, and withdraws it', async ({ server, phone, desk }) => {
  const office = await Office.of(server, 'lai');
  const [one, other] = await office.settledHouseholds();
  const tab = await enter(phone, server);
  await installed(tab);
  await find(tab, one.head, one.head);
  await begin(tab);
  const draft = tab.url();
  const old = await heading(tab).textContent();

  const review = await enter(desk, server, 'chau', '/office/forms');
  await choose(review, 'thăm nhanh.xlsx', first);
  const checked = review.getByRole('region', { name: 'Thăm nhanh, bản thử-1' });
  await expect(checked).toContainText(/So với bản đang dùng, \d+ chỗ đã đổi/);
  // Nothing that was asked before is asked in it: before it takes that one's place somebody has to say so.
  await expect(checked.getByRole('alert')).toContainText('Đây là một biểu mẫu khác, không phải bản mới của Thăm hộ');
  expect(await wrong(review, 36)).toEqual([]);
  await publish(review, 'Thay Thăm hộ');
  await expect(row(review, 'thử-1')).toContainText('Đang dùng từ');
  const download = review.waitForEvent('download');
  await row(review, 'thử-1').getByRole('button', { name: /^Tải Excel về/ }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('thăm nhanh.xlsx');
  expect(await readFile(await saved.path())).toEqual(first);

  await choose(review, 'tham.xlsx', second);
  const list = review.getByRole('region', { name: 'Thăm nhanh, bản thử-2' });
  await expect(list).toContainText('So với bản đang dùng, 3 chỗ đã đổi');
  const changed = list.getByRole('listitem').filter({ hasText: 'Câu đã đổi' });
  await expect(changed.getByRole('row').filter({ hasText: 'Kiểu trả lời' })).toContainText('chọn mộtchọn nhiều');
  await expect(changed.getByRole('row').filter({ hasText: 'Lời hỏi' })).toContainText('Gặp những ai trong nhà?');
  await expect(list.getByRole('listitem').filter({ hasText: 'Câu mới' })).toContainText('Nhà có mấy con mèo?');
  await expect(list.getByRole('listitem').filter({ hasText: 'Câu đã bỏ' })).toContainText('Ghi gì thêm?');
  await review.getByRole('button', { name: 'Xem thử trên điện thoại' }).click();
  const preview = review.getByRole('region', { name: 'Xem thử' }).first();
  await preview.getByLabel('Con', { exact: true }).check();
  await expect(preview.getByLabel('Con', { exact: true })).toBeChecked();
  expect(await wrong(review, 36)).toEqual([]);
  await publish(review);
  await expect(row(review, 'thử-2')).toContainText('Đang dùng từ');
  await expect(row(review, 'thử-1')).toContainText('Không dùng từ');

  await news(tab);
  await find(tab, other.head, other.head);
  await begin(tab);
  await expect(tab.getByText('Nhà có mấy con mèo?')).toBeVisible();
  await tab.goto(draft);
  await expect(heading(tab)).toHaveText(old);

  await row(review, 'thử-1').getByRole('button', { name: /^Dùng lại bản này/ }).click();
  await dialog(review).getByRole('button', { name: 'Dùng bản này' }).click();
  await expect(row(review, 'thử-1')).toContainText('Đang dùng từ');
  await row(review, 'thử-1').getByRole('button', { name: /^Ngừng dùng/ }).click();
  await dialog(review).getByRole('button', { name: 'Ngừng dùng' }).click();
  await expect(review.getByText('Đã ngừng: lượt thăm mới không dùng biểu mẫu này')).toBeVisible();
  expect(await wrong(review, 36)).toEqual([]);
});

test('[S11.8] a draft goes on with a newer version of its form or stays with its own, as its author says, and both reach the office', async ({ server, phone, desk }) => {
  const office = await Office.of(server, 'lai');
  const [willing, unwilling] = await office.settledHouseholds();
  const review = await enter(desk, server, 'chau', '/office/forms');
  await choose(review, 'thăm nhanh.xlsx', first);
  await publish(review, 'Thay Thăm hộ');
  await expect(row(review, 'thử-1')).toContainText('Đang dùng từ');

  const tab = await enter(phone, server);
  const drafts = [];
  for (const { head } of [willing, unwilling]) {
    await tab.goto(server.url);
    await find(tab, head, head);
    await begin(tab);
    await choice(tab, 'Gặp ai trong nhà?', 'Con').check();
    await tab.getByLabel('Ghi gì thêm?').fill('Mái đã lợp lại.');
    await tab.getByLabel('Ghi gì thêm?').blur();
    await saved(tab);
    drafts.push(tab.url());
  }
  await choose(review, 'tham.xlsx', second);
  await publish(review);
  await expect(row(review, 'thử-2')).toContainText('Đang dùng từ');

  // The offer comes with opening the draft, once the phone has heard of the newer version.
  const offer = tab.getByRole('button', { name: 'Xem câu nào đổi' });
  const offered = (draft) =>
    expect(async () => {
      await tab.goto(draft);
      await expect(offer).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 30_000 });

  await offered(drafts[0]);
  await offer.click();
  const list = tab.getByRole('dialog', { name: 'Có mẫu mới, 3 câu đã đổi' });
  await expect(list).toContainText('Những điều đã ghi đi theo sang mẫu mới.');
  const cards = list.getByRole('listitem');
  await expect(cards).toHaveCount(3);
  const card = (told) => cards.filter({ hasText: told });
  await expect(card('Lời hỏi khác trước')).toContainText('Gặp những ai trong nhà?');
  await expect(card('Lời hỏi khác trước')).toContainText('Trước đây: Gặp ai trong nhà?');
  await expect(card('Câu mới')).toContainText('Nhà có mấy con mèo?');
  await expect(card('Không hỏi nữa')).toContainText('Ghi gì thêm?');
  expect(await wrong(tab)).toEqual([]);
  // Whoever puts it off has decided nothing.
  await list.getByRole('button', { name: 'Để sau' }).click();
  await expect(list).toBeHidden();
  await offer.click();
  await list.getByRole('button', { name: 'Ghi tiếp bằng mẫu mới' }).click();
  await expect(tab.getByLabel('Nhà có mấy con mèo?')).toBeVisible();
  await expect(offer).toHaveCount(0);
  await expect(choice(tab, 'Gặp những ai trong nhà?', 'Con')).toBeChecked();
  await tab.getByLabel('Nhà có mấy con mèo?').fill('2');
  await tab.getByLabel('Nhà có mấy con mèo?').blur();
  await saved(tab);
  await tab.reload();
  await expect(choice(tab, 'Gặp những ai trong nhà?', 'Con')).toBeChecked();
  await expect(tab.getByLabel('Nhà có mấy con mèo?')).toHaveValue('2');
  await lookOver(tab);
  await finish(tab);

  await offered(drafts[1]);
  await tab.getByRole('button', { name: 'Giữ mẫu đang ghi' }).click();
  await expect(offer).toHaveCount(0);
  await choice(tab, 'Gặp ai trong nhà?', 'Chủ hộ').check();
  await saved(tab);
  // Nobody is asked twice: not on the way back from the last page, nor when the draft is opened again.
  await lookOver(tab);
  await tab.getByRole('link', { name: 'Sửa phần Gặp ai' }).click();
  await expect(choice(tab, 'Gặp ai trong nhà?', 'Chủ hộ')).toBeChecked();
  await expect(offer).toHaveCount(0);
  await tab.goto(drafts[1]);
  await expect(choice(tab, 'Gặp ai trong nhà?', 'Chủ hộ')).toBeChecked();
  await expect(tab.getByLabel('Ghi gì thêm?')).toHaveValue('Mái đã lợp lại.');
  await expect(offer).toHaveCount(0);
  await lookOver(tab);
  await finish(tab);

  await expect.poll(async () => (await office.fresh()).length).toBe(2);
  const visits = await office.fresh();
  const [moved, kept] = await Promise.all([willing, unwilling].map(({ id }) => office.visit(visits.find(({ household }) => household === id).id)));
  // What the newer version asks no more was said all the same, and is not thrown away.
  const note = { text: 'Mái đã lợp lại.' };
  expect(moved.answers.answers).toMatchObject({ 'meeting/seen': { many: ['child'] }, 'meeting/cats': { integer: 2 }, 'meeting/note': note });
  expect(kept.answers.answers).toMatchObject({ 'meeting/seen': { one: 'head' }, 'meeting/note': note });
  expect(kept.form).not.toBe(moved.form);
});

test('a list that does not come is not shown as an empty one, and publishing says that it needs the network', async ({ server, desk }) => {
  const review = await enter(desk, server, 'chau', '/office/forms');
  await expect(tiles(review)).toHaveCount(5);
  await desk.context.route('**/api/v1/forms**', (route) => route.abort('connectionreset'));
  await choose(review, 'tham.xlsx', first);
  await expect(review.getByRole('alert')).toContainText('Không có mạng, hoặc máy chủ chưa trả lời');
  const rail = review.getByRole('navigation', { name: 'Các mục chính' });
  await rail.getByRole('link', { name: 'Máy' }).click();
  await rail.getByRole('link', { name: 'Biểu mẫu' }).click();
  await expect(review.getByText('Chưa lấy được các biểu mẫu')).toBeVisible();
  await expect(review.getByText('Phát hành biểu mẫu cần có mạng.')).toBeVisible();
});
