// What volunteers find otherwise at the door: said on two phones without a network, nothing of it lost or doubled.
import { press, wrong } from './access.mjs';
import { PHONE, expect, lend } from './fixtures.mjs';
import { LOST, PASSWORD, test as installation } from './installation.mjs';
import { Office } from './office.mjs';
import { choose, enter, find, heading, installed, register, toTab } from './visiting.mjs';

const HEAD = 'Lê Thị Hòa';
const AN = 'Lê Văn An';

const test = installation.extend({
  other: ({ whole }, use, info) => lend(PHONE, whole, use, info),
});

// A phone dies in one of them.
test.use({ whole: true });

/** From the page of a household to its facts. */
async function toFacts(tab) {
  await tab.getByRole('link', { name: 'Ghi điều đã khác' }).click();
  await expect(heading(tab)).toContainText('Ghi điều đã khác');
}

const row = (tab, name) => tab.getByRole('main').getByRole('link').filter({ hasText: name });

/** Says one thing in the list of facts, and is back there. */
async function says(tab, name, fill, save = 'Lưu điều này') {
  await row(tab, name).first().click();
  await fill();
  await tab.getByRole('button', { name: save }).click();
  await expect(tab.getByText('Đã lưu trên máy.', { exact: false })).toBeVisible();
}

const phoneNumber = (tab, number) => says(tab, 'Điện thoại', () => tab.getByLabel('Điện thoại').fill(number));

async function adds(tab, name) {
  await says(
    tab,
    'Thêm một người',
    async () => {
      await tab.getByLabel('Họ và tên').fill(name);
      await choose(tab, 'Giới tính', 'Nam');
      await choose(tab, 'Là gì của chủ hộ', 'Con');
    },
    'Lưu người này',
  );
}

/** Says that somebody does not live there any more. */
async function gone(tab, name, why) {
  await row(tab, name).click();
  await expect(heading(tab)).toHaveText(name);
  await says(tab, 'Còn ở đây không', () => choose(tab, `${name} còn ở đây không`, why));
  await expect(heading(tab)).toContainText('Ghi điều đã khác');
}

/** Gets what the office has, and goes to a household. */
async function renew(tab, server, id) {
  await tab.goto(`${server.url}/outbox`);
  await tab.getByRole('button', { name: 'Lấy tin mới' }).click();
  await expect(tab.getByText('Đang lấy tin mới')).toHaveCount(0);
  await tab.goto(`${server.url}/households/${id}`);
}

test('[S7.2] [S7.4] [S7.5] two phones say different things without a network, and an officer chooses by the keys', async ({ server, phone, other, desk }) => {
  const sen = ['--user', 'sen', '--name', 'Hồ Thị Sen', '--called', 'chi', '--hamlet', LOST];
  await server.command(['volunteer', 'add', '--unit', '19900', ...sen, '--password-stdin'], `${PASSWORD}\n`);
  const office = await Office.of(server, 'thanh', PASSWORD);
  const one = await enter(phone, server, 'lan', '/', PASSWORD);
  await register(one, HEAD);
  const id = new URL(one.url()).pathname.split('/').at(-1);
  const people = async () => {
    const { others = [], left = [] } = await office.household(id);
    return [others, left].map((people) => people.map(({ name }) => name).sort());
  };
  await toFacts(one);
  await adds(one, AN);
  await expect.poll(people).toEqual([[AN], []]);
  const two = await enter(other, server, 'sen', '/', PASSWORD);
  await find(two, HEAD, HEAD);

  await phone.context.setOffline(true);
  await other.context.setOffline(true);
  await phoneNumber(one, '0905 123 456');
  await adds(one, 'Lê Văn Bình');
  await expect(row(one, 'Điện thoại')).toContainText('0905123456');
  await expect(row(one, 'Điện thoại')).toContainText('Trên máy, chưa gửi');
  await toFacts(two);
  await phoneNumber(two, '0914 777 888');
  await adds(two, 'Lê Văn Cường');
  await gone(two, AN, 'Đã mất');
  await expect(two.getByRole('region', { name: 'Không còn ở đây' })).toContainText(AN);

  // The household's page says at once what is known now, and where that is.
  await two.getByRole('link', { name: 'Về trang của hộ' }).click();
  await expect(two.getByText('Vừa ghi 3 điều đã khác, còn trên máy, chưa gửi.')).toBeVisible();
  await expect(two.getByRole('heading', { name: 'Trong nhà có 2 người' })).toBeVisible();
  const call = (tab) => tab.getByRole('link', { name: /^Gọi điện cho/ });
  await expect(call(two)).toHaveAttribute('href', 'tel:0914777888');
  await two.getByRole('link', { name: 'Về danh sách các hộ' }).click();
  await toTab(two, 'Gửi đi');
  await expect(row(two, HEAD)).toHaveCount(3);
  await expect(row(two, HEAD).filter({ hasText: 'Điện thoại: 0914777888' })).toHaveCount(1);
  await expect(row(two, HEAD).filter({ hasText: `${AN} còn ở đây không: Đã mất` })).toHaveCount(1);

  await phone.context.setOffline(false);
  await expect.poll(people).toEqual([[AN, 'Lê Văn Bình'], []]);
  await other.context.setOffline(false);
  await expect.poll(people).toEqual([['Lê Văn Bình', 'Lê Văn Cường'], [AN]]);
  await renew(two, server, id);
  await expect(two.getByText('Có 1 điều mỗi người ghi một khác', { exact: false })).toBeVisible();
  await toFacts(two);
  await row(two, 'Điện thoại').click();
  await expect(two.getByText('Mỗi người ghi một khác: 0905123456; 0914777888.', { exact: false })).toBeVisible();

  const review = await enter(desk, server, 'thanh', '/office/conflicts', PASSWORD);
  const tile = review.getByRole('main').locator('ul.stacked > li.conflict');
  await expect(tile).toHaveCount(1);
  for (const side of ['Trần Thị Lan', 'Hồ Thị Sen', '0905123456', '0914777888']) await expect(tile).toContainText(side);
  await review.keyboard.press('j');
  await review.keyboard.press('2');
  await review.keyboard.press('Enter');
  await expect(tile).toHaveCount(0);
  await expect.poll(async () => (await office.household(id)).phone).toBe('0914777888');
  for (const tab of [one, two]) {
    await renew(tab, server, id);
    await expect(call(tab)).toHaveAttribute('href', 'tel:0914777888');
    await expect(tab.getByText('mỗi người ghi một khác', { exact: false })).toHaveCount(0);
    await expect(tab.getByRole('heading', { name: 'Trong nhà có 3 người' })).toBeVisible();
  }
});

test('what is half typed of a household stays, and what is known already is not said', async ({ server, phone }) => {
  let tab = await enter(phone, server, 'lan', '/', PASSWORD);
  await installed(tab);
  await register(tab, HEAD);
  const home = new URL(tab.url()).pathname;
  await toFacts(tab);
  await row(tab, 'Địa chỉ').click();
  await tab.getByLabel('Địa chỉ').pressSequentially('kiệt 1', { delay: 10 });
  await expect(tab.getByText('Chữ đã gõ nằm trên máy')).toBeVisible();
  await phone.kill();
  tab = await phone.tab();
  await tab.goto(server.url + home);
  await expect(tab.getByText('Còn điều đang ghi dở')).toBeVisible();
  await toFacts(tab);
  await expect(row(tab, 'Địa chỉ')).toContainText('Đang ghi dở');
  // Another fact is chosen meanwhile, and not said either.
  await row(tab, 'Mái').click();
  await choose(tab, 'Mái', 'Tôn');
  await expect(tab.getByText('Chữ đã gõ nằm trên máy')).toBeVisible();
  await tab.reload();
  await expect(tab.getByRole('radiogroup', { name: 'Mái' }).getByLabel('Tôn')).toBeChecked();
  expect(await wrong(tab)).toEqual([]);
  await tab.getByRole('link', { name: 'Về các điều của hộ' }).click();
  expect(await wrong(tab)).toEqual([]);
  await row(tab, 'Địa chỉ').click();
  await expect(tab.getByLabel('Địa chỉ')).toHaveValue('kiệt 1');
  // What is known already is not said again; what is wrong is asked about.
  await tab.getByLabel('Địa chỉ').fill('');
  await press(tab, tab.getByRole('button', { name: 'Lưu điều này' }));
  await expect(tab.getByText('Xin ghi điều đúng.', { exact: false })).toBeVisible();
  await expect(tab.getByLabel('Địa chỉ')).toBeFocused();
  expect(await wrong(tab)).toEqual([]);
  await tab.getByRole('button', { name: 'Để trống điều này' }).click();
  await expect(tab.getByText('Đã ghi như vậy rồi.', { exact: false })).toBeVisible();
  await expect(row(tab, 'Địa chỉ')).not.toContainText('Đang ghi dở');
  await tab.goto(`${server.url}/outbox`);
  await expect(tab.getByRole('main').getByText('Sửa thông tin của hộ', { exact: false })).toHaveCount(0);
});
