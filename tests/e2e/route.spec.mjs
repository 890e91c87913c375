// The way past the households that are to be visited, without a network: each leg is as far as the records' places say, and
// it begins where somebody stands once the phone has measured that.
import { wrong } from './access.mjs';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';
import { enter, heading, installed } from './visiting.mjs';

/** Metres between two places, on a ball. */
function metres(one, other) {
  const [north, east] = [one.latitude - other.latitude, (one.longitude - other.longitude) * Math.cos((one.latitude * Math.PI) / 180)];
  return (Math.hypot(north, east) * Math.PI * 6_371_009) / 180;
}

/** What stands below a stop: `cách điểm trước khoảng 350 m`. */
function length(text) {
  const [, number, unit] = text.match(/(?:khoảng|dưới) ([\d,.]+) (k?m)/);
  return Number(number.replace(',', '.')) * (unit === 'km' ? 1000 : 1);
}

test('the way past those who are to be visited leads from house to house, and from where somebody stands', async ({ server, phone }) => {
  const lai = await Office.of(server, 'lai');
  const places = new Map((await lai.records('household')).map(({ id, place }) => [id, place && { latitude: place.lat / 1e5, longitude: place.lon / 1e5, coarseness: place.by }]));
  const tab = await enter(phone, server);
  await installed(tab);
  await phone.context.grantPermissions(['geolocation']);
  await phone.context.setOffline(true);
  await tab.getByRole('link', { name: 'Xếp theo đường đi' }).click();
  await expect(heading(tab)).toHaveText('Đường đi');
  expect(await wrong(tab)).toEqual([]);

  const sheet = tab.getByRole('region', { name: 'Lần lượt đến' });
  const stops = async () => {
    const rows = await sheet.locator('ol.rows a').evaluateAll((links) => links.map((link) => [link.getAttribute('href').split('/').at(-1), link.textContent]));
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.map(([, text]) => parseInt(text, 10))).toEqual(rows.map((_, at) => at + 1));
    return rows;
  };
  const agrees = (rows, from) => {
    for (const [at, [id, text]] of rows.entries()) {
      const before = at === 0 ? from : places.get(rows[at - 1][0]);
      if (!before) continue;
      const far = metres(before, places.get(id));
      const isRough = [before, places.get(id)].some(({ coarseness }) => coarseness === 'rounded');
      if (isRough && far < 1000) expect(text).toContain('dưới 1 km');
      else expect(Math.abs(length(text) - far)).toBeLessThanOrEqual(isRough ? 510 : far < 940 ? 30 : 60);
    }
  };
  const first = await stops();
  agrees(first, null);
  await expect(sheet.getByRole('img')).toHaveAccessibleName(`Hình đường đi qua ${first.length} hộ, phía bắc ở trên`);

  // From the last of them it is another way.
  const { latitude, longitude } = places.get(first.at(-1)[0]);
  await phone.context.setGeolocation({ latitude, longitude, accuracy: 8 });
  await tab.getByRole('button', { name: 'Đi từ chỗ đang đứng' }).click();
  await expect(sheet).toContainText('Đi từ chỗ đang đứng, rồi đến hộ gần nhất tiếp theo.');
  await expect(sheet.locator('ol.rows li').first()).toContainText('cách chỗ đang đứng');
  const second = await stops();
  expect(second.map(([id]) => id).sort()).toEqual(first.map(([id]) => id).sort());
  agrees(second, { latitude, longitude });
  expect(await wrong(tab)).toEqual([]);

  // Whose place nobody knows is asked for, and all of it is there without a network.
  await sheet.locator('ol.rows a').first().click();
  await expect(heading(tab)).not.toHaveText('Đường đi');
});
