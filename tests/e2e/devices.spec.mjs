// The page of devices: who has to be called stands first, and the office's count is the device's.
import { wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter } from './visiting.mjs';

test('a device that needs a call stands first, with what to call about and a sum that agrees', async ({ server, desk }) => {
  const [lai, khoa] = [await Office.of(server, 'lai'), await Office.of(server, 'khoa')];
  await khoa.reports({ app: '0.0.1', made: 0, persisted: true, room_mb: 900 });
  await lai.reports({ app: '0.0.1', made: 5, waiting: 3, set_aside: 1, photos: 2, drafts: 1, clock_off_min: -12, room_mb: 40, evictions: 1 });
  const tab = await enter(desk, server, 'chau', '/office/devices');
  const tiles = tab.getByRole('main').locator('li.device');
  const first = tiles.first();
  await expect(first).toContainText('Cô Trần Thị Lài, Máy kiểm tra');
  await expect(first).toContainText('Trình duyệt đã tự xóa dữ liệu (1 lần)');
  await expect(first).toContainText('Gọi cô Lài');
  await expect(first).toContainText('Đồng hồ lệch 12 phút');
  await expect(first).toContainText('Ứng dụng bản cũ (0.0.1)');
  await expect(first).toContainText('Máy sắp đầy, còn 40 MB');
  await expect(first).toContainText('3 việc, 2 ảnh, ghi âm, 1 lượt ghi dở');
  await expect(first).toContainText('5 việc đã làm = 0 văn phòng đã ghi nhận + 2 đang chờ gửi + 1 văn phòng chưa nhận được + 2 máy chủ không còn thấy');
  expect(await wrong(tab, 36)).toEqual([]);
});
