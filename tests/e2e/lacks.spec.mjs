// What a family still lacks: reckoned on the phone without a network, with reasons, and never called official.
import { wrong } from './access.mjs';
import { expect, test as demo } from './fixtures.mjs';
import { PASSWORD, test } from './installation.mjs';
import { Office } from './office.mjs';
import { begin, choose, enter, finish, heading, lookOver, meet, next, register, sayWhy } from './visiting.mjs';

const says = async (tab, id, fact, name, value) => {
  await tab.goto(new URL(`/households/${id}/facts/${fact}`, tab.url()).href);
  await choose(tab, name, value);
  await tab.getByRole('button', { name: 'Lưu điều này' }).click();
  await expect(tab.getByText('Đã lưu trên máy.', { exact: false })).toBeVisible();
};

test('a phone without a network says what a family lacks, with each reason', async ({ server, phone }) => {
  const tab = await enter(phone, server, 'lan', '/', PASSWORD);
  await register(tab, 'Lê Thị Hòa');
  const id = new URL(tab.url()).pathname.split('/').at(-1);
  await expect(tab.getByRole('heading', { name: 'Chưa biết 8 trong 12 điều cơ bản' })).toBeVisible();
  await phone.context.setOffline(true);
  await says(tab, id, 'water', 'Nước sinh hoạt', 'Sông, suối, hồ');
  await says(tab, id, 'latrine', 'Nhà tiêu', 'Tự hoại');
  await tab.goto(`${server.url}/households/${id}`);
  const sheet = tab.getByRole('region', { name: 'Còn thiếu ít nhất 1 trong 12 điều cơ bản' });
  await expect(sheet).toContainText('Nước sinh hoạt: sông, suối, hồ, không phải loại được tính');
  await expect(sheet).toContainText('Đây không phải kết quả rà soát, phân loại chính thức.');
  await sheet.getByText('Xem cả 12 điều và lý do').click();
  await expect(sheet).toContainText('Nhà tiêu: tự hoại');
  await expect(sheet).toContainText(/Ghi ngày \d\d\/\d\d\/\d{4}/);
  expect(await wrong(tab)).toEqual([]);
});

test('what a visit counts of all people answers the indicators that nobody was asked about one by one', async ({ server, phone }) => {
  const tab = await enter(phone, server, 'lan', '/', PASSWORD);
  await register(tab, 'Lê Thị Hòa');
  const url = tab.url();
  await begin(tab);
  await meet(tab);
  await tab.getByLabel('Nhà rộng bao nhiêu mét vuông?').fill('48');
  for (const part of ['Nước, vệ sinh', 'Việc làm, học hành, sức khỏe']) await next(tab, part);
  await tab.getByLabel('Mấy người từ 6 tuổi chưa có thẻ bảo hiểm y tế?').fill('2');
  await tab.getByLabel('Mấy cháu dưới 16 tuổi được trạm y tế báo suy dinh dưỡng?').fill('0');
  await tab.getByLabel('Mấy cháu dưới 16 tuổi được trạm y tế báo suy dinh dưỡng?').blur();
  for (const part of ['Khó khăn, nguyện vọng', 'Hỗ trợ đã nhận', 'Cam kết', 'Lần tới, ghi chú']) await next(tab, part);
  await lookOver(tab);
  await finish(tab);
  await tab.goto(url);
  const sheet = tab.getByRole('region', { name: 'Còn thiếu ít nhất 1 trong 12 điều cơ bản' });
  await expect(sheet).toContainText('2 người từ 6 tuổi chưa có bảo hiểm y tế');
  await sheet.getByText('Xem cả 12 điều và lý do').click();
  await expect(sheet).toContainText('Không có cháu suy dinh dưỡng');
  const insurance = sheet.locator('dl.facts > div').filter({ hasText: 'Bảo hiểm y tế' });
  await expect(insurance.getByRole('link', { name: /^Lần thăm ngày/ })).toBeVisible();
  expect(await wrong(tab)).toEqual([]);
});

test('a child as head is asked about while a household is typed, and is saved all the same', async ({ server, phone }) => {
  const tab = await enter(phone, server, 'lan', '/', PASSWORD);
  await tab.goto(`${server.url}/households/new`);
  await tab.getByLabel('Họ và tên chủ hộ').fill('Trần Vy');
  await choose(tab, 'Giới tính', 'Nữ');
  await tab.getByLabel('Năm sinh hoặc ngày sinh').fill('2019');
  const question = tab.getByText(/Chủ hộ Trần Vy mới \d tuổi\?/);
  await expect(question).toBeVisible();
  await tab.getByRole('radiogroup', { name: 'Thôn, tổ dân phố' }).getByRole('radio').first().check();
  await tab.getByRole('button', { name: 'Lưu hộ này' }).click();
  await expect(heading(tab)).toContainText('Trần Vy');
  await expect(question).toBeVisible();
  await tab.getByRole('link', { name: 'Xem lại' }).click();
  await expect(heading(tab)).toContainText('Năm sinh');
});

test('[S7.8] the officer enters the income score, and phone and office say what the standard makes of it', async ({ server, phone, desk }) => {
  const tab = await enter(phone, server, 'lan', '/', PASSWORD);
  await register(tab, 'Lê Thị Hòa');
  const id = new URL(tab.url()).pathname.split('/').at(-1);
  const office = await enter(desk, server, 'thanh', '/office/', PASSWORD);
  await office.goto(`${server.url}/office/households/${id}`);
  await sayWhy(office);
  const ask = office.getByRole('button', { name: 'Ghi điểm thu nhập' });
  await ask.click();
  const dialog = office.getByRole('dialog');
  await dialog.getByLabel('Số điểm').fill('1.000');
  await dialog.getByRole('button', { name: 'Ghi điểm thu nhập' }).click();
  await expect(dialog.getByText('Xin ghi số điểm, từ 0 đến 999.')).toBeVisible();
  await dialog.getByLabel('Số điểm').fill('176');
  await office.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  // A ward of today holds former communes: until its office says by which line it goes, both are told.
  await expect(ask).toBeFocused();
  await expect(office.getByText('Tự rà soát theo chuẩn: xã, phường chưa chọn')).toBeVisible();
  await expect(office.getByText('Nếu tính nông thôn: tương đương hộ không nghèo. Điểm thu nhập 176 > 140.')).toBeVisible();
  await expect(office.getByText('Nếu tính thành thị: tương đương hộ không nghèo. Điểm thu nhập 176 > 175.')).toBeVisible();
  expect(await wrong(office, 36)).toEqual([]);
  await office.goto(`${server.url}/office/settings`);
  const urban = office.getByRole('radiogroup', { name: 'Tính theo khu vực nào?' }).getByRole('radio', { name: 'Thành thị' });
  await urban.check();
  await expect(office.getByText('Đã lưu. Máy của mọi người nhận khi có mạng.')).toBeVisible();
  expect(await wrong(office, 36)).toEqual([]);
  await office.goto(`${server.url}/office/households/${id}`);
  await sayWhy(office);
  const follows = 'Tự rà soát theo chuẩn: tương đương hộ không nghèo. Điểm thu nhập 176 > 175.';
  await expect(office.getByText(follows)).toBeVisible();
  expect(await wrong(office, 36)).toEqual([]);
  await tab.reload();
  await expect(tab.getByText(follows)).toBeVisible();
  expect(await wrong(tab)).toEqual([]);
});

demo('each line of the self-check leads to the visit on which it was found', async ({ server, phone }) => {
  const lai = await Office.of(server, 'lai');
  const isFound = (household) => household && !household.same_as && household.versions?.area?.visit;
  const { id } = (await lai.records('household')).find(isFound);
  const tab = await enter(phone, server);
  await tab.goto(`${server.url}/households/${id}`);
  await tab.getByText('Xem cả 12 điều và lý do').click();
  const area = tab.locator('dl.facts > div').filter({ hasText: 'Diện tích nhà ở bình quân đầu người' });
  await area.getByRole('link', { name: /^Lần thăm ngày \d\d\/\d\d\/\d{4}/ }).click();
  await expect(tab).toHaveURL(/\/visits\/[\w-]+\/read$/);
  await expect(tab.getByText('Nhà rộng bao nhiêu mét vuông?')).toBeVisible();
});
