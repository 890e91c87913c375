// Every kind of question: filled with fingers and by keyboard, and still there after the phone was turned and the page loaded anew.
import { wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { publishKinds } from './kinds.mjs';
import { Office } from './office.mjs';
import { PHOTO, begin, choice, choose, enter, find, heading, largePhoto, saved } from './visiting.mjs';

/** A visit with a form of every kind, on its first part; of this household or of any. */
async function visit(phone, server, household) {
  await publishKinds(server);
  const tab = await enter(phone, server);
  const { head } = household ?? (await (await Office.of(server, 'lai')).settledHouseholds())[0];
  await find(tab, head, head);
  await begin(tab);
  await expect(heading(tab)).toHaveText('Số, ngày giờ');
  return tab;
}

/** Goes to another part, once what was answered in this one is kept. */
async function to(tab, part) {
  await saved(tab);
  await tab.goto(tab.url().replace(/part=\w+/, `part=${part}`));
}

/** The family agrees that places are kept as they are; the office keeps about a kilometre around them otherwise. */
async function agreeToPlaces(tab) {
  await to(tab, 'consent');
  await choose(tab, 'Người trong nhà có đồng ý cho ghi không?', 'Đồng ý');
  await choose(tab, 'Có cho lưu đúng vị trí ngôi nhà không?', 'Có');
}

/** What is shown of the part stays while the phone is turned and turned back, and when the page is loaded anew. */
async function again(tab, look) {
  await saved(tab);
  const before = await look();
  const { width, height } = tab.viewportSize();
  await tab.setViewportSize({ width: height, height: width });
  await expect.poll(look).toEqual(before);
  await tab.setViewportSize({ width, height });
  await expect.poll(look).toEqual(before);
  await tab.reload();
  await expect(heading(tab)).toBeVisible();
  await expect.poll(look).toEqual(before);
}

const draw = async (tab) => {
  const box = await tab.locator('dialog[open] canvas').boundingBox();
  await tab.mouse.move(box.x + 20, box.y + 20);
  await tab.mouse.down();
  await tab.mouse.move(box.x + 90, box.y + 60, { steps: 5 });
  await tab.mouse.up();
};

const group = (tab, name) => tab.getByRole('group', { name });

test('numbers, days and times stay as they were chosen', async ({ server, phone }) => {
  const tab = await visit(phone, server);
  const trust = tab.getByRole('slider', { name: 'Tin tưởng đến mức nào?' });
  const number = tab.locator('.range-number').first();
  await expect(number).toHaveText('chưa chọn');
  await trust.focus();
  await tab.keyboard.press('End');
  await expect(number).toHaveText('10');
  await tab.getByRole('button', { name: 'Bớt một nấc' }).first().click();
  await expect(number).toHaveText('9');
  const rain = tab.locator('.range-number').nth(1);
  await tab.getByRole('button', { name: 'Thêm một nấc' }).nth(1).click();
  await tab.getByRole('button', { name: 'Thêm một nấc' }).nth(1).click();
  await expect(rain).toHaveText('0,25');
  await tab.getByLabel('Số điện thoại').fill('0905000001');
  await tab.getByLabel('Nhà xây tháng nào?').fill('2019-05');
  await tab.getByLabel('Ở đây từ năm nào?').fill('1987');
  await tab.getByLabel('Mấy giờ dậy?').fill('05:30');
  await tab.getByLabel('Lụt lúc nào?').fill('2026-10-30T22:15');
  await tab.getByLabel('Lụt lúc nào?').blur();
  await again(tab, async () => [
    await number.textContent(),
    await rain.textContent(),
    ...(await Promise.all(['Số điện thoại', 'Nhà xây tháng nào?', 'Ở đây từ năm nào?', 'Mấy giờ dậy?', 'Lụt lúc nào?'].map((label) => tab.getByLabel(label).inputValue()))),
  ]);
  await expect(rain).toHaveText('0,25');
  await expect(tab.getByLabel('Lụt lúc nào?')).toHaveValue('2026-10-30T22:15');
  await tab.getByRole('button', { name: 'Bỏ chọn' }).nth(1).click();
  await expect(rain).toHaveText('chưa chọn');
});

test('choices are searched, folded, put in order, and taken on a scale', async ({ server, phone }) => {
  const tab = await visit(phone, server);
  await to(tab, 'choices');
  await choose(tab, 'Mái lợp bằng gì?', 'Tôn');
  await choose(tab, 'Có hài lòng không?', 'Đồng ý');
  await choose(tab, 'Cá', 'Thường');
  await choose(tab, 'Thịt', 'Không');
  await tab.getByText('Giải thích thêm').click();
  await expect(tab.getByText('Hỏi như trò chuyện')).toBeVisible();

  const ward = group(tab, 'Thôn nào?');
  await ward.getByRole('button', { name: 'Chọn' }).click();
  const list = tab.getByRole('dialog', { name: 'Thôn nào?' });
  await list.getByRole('searchbox').fill('luong vien');
  await expect(list.getByRole('radio')).toHaveCount(1);
  await list.getByLabel('Lương Viện').click();
  await expect(list).toBeHidden();
  await expect(ward.getByRole('button')).toHaveText('Lương Viện');

  await group(tab, 'Quen những xóm nào?').getByRole('button').click();
  await tab.getByRole('dialog').getByLabel('Xóm trên').check();
  await tab.getByRole('dialog').getByLabel('Xóm dưới').check();
  await tab.getByRole('dialog').getByRole('button', { name: 'Xong' }).click();
  await expect(group(tab, 'Quen những xóm nào?').getByRole('button')).toHaveText('Xóm trên, Xóm dưới');

  const origin = tab.getByRole('radiogroup', { name: 'Quê ở đâu?' });
  await expect(origin.getByRole('radio')).toHaveCount(12);
  await expect(origin.getByText('Còn 6 lựa chọn nữa.')).toBeVisible();
  await origin.getByRole('searchbox').fill('vinh');
  await origin.getByLabel('Vinh Thanh').check();

  await choose(tab, 'Nhà có gì?', 'Ghe');
  await choose(tab, 'Nhà có gì?', 'Lưới');
  const wishes = group(tab, 'Xếp điều mong nhất lên đầu');
  await expect(wishes.getByText('Chưa xếp')).toBeVisible();
  await wishes.getByRole('button', { name: 'Đưa lên: Con đi học' }).click();
  await wishes.getByRole('button', { name: 'Đưa lên: Con đi học' }).press('Enter');
  await expect(wishes.getByRole('button', { name: 'Đưa lên: Con đi học' })).toBeFocused();
  await choose(tab, 'Đã đọc lời cam kết', 'Đồng ý');
  await again(tab, async () => [
    await tab.locator('label.choice.is-on').allTextContents(),
    await tab.locator('.choice.folded').allTextContents(),
    await wishes.getByRole('listitem').allTextContents(),
  ]);
  await expect(wishes.getByRole('listitem')).toHaveText([/Con đi học/, /Sửa nhà/, /Việc làm/]);
  await expect(choice(tab, 'Quê ở đâu?', 'Vinh Thanh')).toBeChecked();
});

test('the next part comes with a quick choice', async ({ server, phone }) => {
  const tab = await visit(phone, server);
  await to(tab, 'one');
  await choice(tab, 'Còn điều gì nữa không?', 'Hết').click();
  await expect(heading(tab)).toHaveText('Hình, tệp');
});

test.describe('with a camera', () => {
  test.use({ whole: true });

  test('what is drawn, chosen and scanned is kept', async ({ server, phone }) => {
    // No browser of a test machine can read codes: this one has read one already.
    await phone.context.addInitScript(() => {
      window.BarcodeDetector = class {
        detect = async () => [{ rawValue: '8934567890123' }];
      };
    });
    await phone.context.grantPermissions(['camera']);
    const tab = await visit(phone, server);
    await to(tab, 'media');
    await tab.getByRole('button', { name: 'Quét mã' }).click();
    await expect(tab.getByLabel('Mã trên thẻ')).toHaveValue('8934567890123');

    await group(tab, 'Chữ ký chủ hộ').getByRole('button', { name: 'Ký ở đây' }).click();
    await draw(tab);
    await draw(tab);
    await tab.getByRole('button', { name: 'Bỏ nét cuối' }).click();
    await tab.getByRole('button', { name: 'Xong, lưu lại' }).click();
    await expect(group(tab, 'Chữ ký chủ hộ').getByRole('img')).toBeVisible();

    const plan = group(tab, 'Vẽ sơ đồ nhà');
    await plan.getByRole('button', { name: 'Vẽ' }).click();
    await draw(tab);
    await tab.getByRole('button', { name: 'Bỏ, không lưu' }).click();
    await expect(plan.getByRole('img')).toHaveCount(0);
    await plan.getByRole('button', { name: 'Vẽ' }).click();
    await draw(tab);
    await tab.keyboard.press('Escape');
    await expect(plan.getByRole('img')).toBeVisible();

    await group(tab, 'Vết nứt').getByLabel('Chụp rồi vẽ lên ảnh').setInputFiles(largePhoto(400, 300));
    await draw(tab);
    await tab.getByRole('button', { name: 'Xong, lưu lại' }).click();
    await expect(group(tab, 'Vết nứt').getByRole('img')).toBeVisible();

    await group(tab, 'Ảnh nhà').getByLabel('Chọn ảnh có sẵn').setInputFiles(PHOTO);
    await expect(group(tab, 'Ảnh nhà').getByRole('img')).toBeVisible();

    const film = { name: 'nha.mp4', mimeType: 'video/mp4', buffer: Buffer.from('\0\0\0\x18ftypmp42....') };
    await group(tab, 'Phim quanh nhà').getByLabel('Chọn phim có sẵn').setInputFiles(film);
    await expect(group(tab, 'Phim quanh nhà').locator('video')).toBeVisible();

    const paper = group(tab, 'Giấy tờ');
    const pick = paper.getByLabel('Chọn tệp');
    await pick.setInputFiles({ name: 'a.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') });
    await expect(paper.getByText('Văn phòng không mở được loại tệp này')).toBeVisible();
    await pick.setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(17 * 1024 * 1024, '%PDF-') });
    await expect(paper.getByText('chỉ giữ được tệp đến 16 MB')).toBeVisible();
    await pick.setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
    await expect(paper.getByRole('link', { name: /^Mở tệp/ })).toBeVisible();
    await again(tab, async () => [await tab.getByRole('img').count(), await tab.locator('video').count(), await paper.getByRole('link').count()]);
  });
});

/** A household whose record says where it is, and where the records put the others of its hamlet, seen from there. */
async function placed(server) {
  const office = await Office.of(server, 'lai');
  const records = (await office.records('household')).filter((one) => one?.place);
  for (const { id, head } of await office.settledHouseholds()) {
    const own = records.find((one) => one.id === id);
    const others = records.filter((one) => one.hamlet === own?.hamlet && one.id !== id);
    if (!others.length) continue;
    // A map counts in ten-thousandths of a degree of latitude, a record in hundred-thousandths.
    const east = Math.cos(((own.place.lat / 1e5) * Math.PI) / 180);
    const around = others.map(({ place }) => [((place.lon - own.place.lon) / 10) * east, (own.place.lat - place.lat) / 10]);
    return { head, around };
  }
  throw new Error('no two households of one hamlet have a place in the demo');
}

test('places are put on a map without a network, among the homes whose records say where they are', async ({ server, phone }) => {
  const { head, around } = await placed(server);
  const tab = await visit(phone, server, { head });
  await agreeToPlaces(tab);
  await to(tab, 'map');
  await expect(tab.locator('.map .commune').first()).toBeAttached();
  const drawn = await tab.locator('.map .homes').first().getAttribute('d');
  const homes = [...drawn.matchAll(/M([-\d.]+),([-\d.]+)h0/g)].map(([, x, y]) => [Number(x), Number(y)]);
  const isDrawn = ([x, y]) => homes.some((home) => Math.hypot(home[0] - x, home[1] - y) < 0.01);
  expect([[0, 0], ...around].filter((home) => !isDrawn(home))).toEqual([]);
  const home = group(tab, 'Nhà ở đâu?');
  await home.getByRole('application').click({ position: { x: 120, y: 90 } });
  await expect(home.getByText('Đã chấm vị trí trên bản đồ')).toBeVisible();
  const first = await home.locator('.marks').getAttribute('d');
  await home.getByRole('application').press('ArrowRight');
  await home.getByRole('application').press('Enter');
  await expect.poll(() => home.locator('.marks').getAttribute('d')).not.toBe(first);

  const path = group(tab, 'Lối vào nhà');
  await path.getByRole('application').click({ position: { x: 100, y: 100 } });
  await expect(path.getByText('Cần thêm 1 điểm nữa')).toBeVisible();
  // One point is no way yet, and all the same somebody has gone there.
  await again(tab, () => path.locator('[role=status] .reason').allTextContents());
  await expect(path.getByText('Cần thêm 1 điểm nữa')).toBeVisible();
  await path.getByRole('application').click({ position: { x: 160, y: 120 } });
  await expect(path.getByText(/^2 điểm, dài khoảng/)).toBeVisible();

  const field = group(tab, 'Thửa ruộng');
  for (const position of [{ x: 80, y: 80 }, { x: 180, y: 80 }, { x: 180, y: 180 }, { x: 60, y: 60 }]) {
    await field.getByRole('application').click({ position });
  }
  await field.getByRole('button', { name: 'Bỏ điểm cuối' }).click();
  await expect(field.getByText(/^3 điểm, rộng khoảng/)).toBeVisible();
  await again(tab, () => tab.locator('.map ~ [role=status] .reason').allTextContents());
});

test('points that are no answer yet go with their instance', async ({ server, phone }) => {
  const tab = await visit(phone, server);
  await agreeToPlaces(tab);
  await to(tab, 'map');
  const canals = group(tab, 'Mương chạy từ đâu đến đâu?');
  await canals.getByRole('application').click({ position: { x: 100, y: 100 } });
  await expect(canals.getByText('Cần thêm 1 điểm nữa')).toBeVisible();
  await tab.locator('.spot', { has: canals }).locator('xpath=following-sibling::*').getByRole('button').last().click();
  await expect(canals).toHaveCount(2);
  await tab.getByRole('button', { name: /^Bỏ.* 1$/ }).click();
  await tab.getByRole('dialog').getByRole('button', { name: 'Bỏ', exact: true }).click();
  await expect(canals).toHaveCount(1);
  await expect(canals.getByText('Cần thêm 2 điểm nữa')).toBeVisible();
});

test('what the form reckons is shown and not asked, and what is missing stands above', async ({ server, phone }) => {
  const tab = await visit(phone, server);
  await tab.getByRole('button', { name: 'Thêm một nấc' }).first().click();
  await tab.getByRole('button', { name: 'Thêm một nấc' }).first().click();
  await to(tab, 'choices');
  await group(tab, 'Thôn nào?').getByRole('button').click();
  await tab.getByRole('dialog').getByLabel('Bình An').click();
  await to(tab, 'sum');
  const answers = tab.locator('.answer');
  await expect(answers).toHaveText(['2', '0', 'Bình An']);
  await tab.getByRole('link', { name: 'Xem lại lượt thăm' }).click();
  await expect(heading(tab)).toHaveText('Xem lại');
  await tab.getByRole('link', { name: 'Nhận xét' }).click();
  await expect(tab.getByLabel('Nhận xét')).toBeFocused();
  const above = group(tab, 'Xin xem lại những câu này');
  await expect(above.getByRole('button', { name: 'Nhận xét' })).toBeVisible();
  await tab.getByLabel('Nhận xét').fill('Ổn');
  await tab.getByLabel('Nhận xét').blur();
  await expect(above.getByText('đã xong')).toBeVisible();
});

test('every kind can be seen and reached by everybody, in every theme', async ({ server, phone }) => {
  const tab = await visit(phone, server);
  for (const part of ['numbers', 'choices', 'one', 'media', 'map', 'sum']) {
    await to(tab, part);
    await expect(heading(tab)).toBeVisible();
    expect.soft(await wrong(tab), part).toEqual([]);
  }
  await to(tab, 'choices');
  await group(tab, 'Thôn nào?').getByRole('button').click();
  expect.soft(await wrong(tab), 'folded').toEqual([]);
  await to(tab, 'media');
  await group(tab, 'Chữ ký chủ hộ').getByRole('button', { name: 'Ký ở đây' }).click();
  expect.soft(await wrong(tab), 'pad').toEqual([]);
});
