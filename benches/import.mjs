// A commune's register of 20,000 rows from Excel: looked at, recorded, and looked at once more against all that is there
// then. No row bears a code, so that each household has to be found by who lives where.
import { book } from '../tests/e2e/book.mjs';
import { Device } from './device.mjs';
import { Installation } from './installation.mjs';

const ROWS = 20_000;
const HAMLETS = ['An Hải', 'Hải Tiến', 'Minh Hải', 'Tân Dương', 'Thuận Hòa', 'Trung Hải', 'Tân Mỹ', 'Hải Bình'];
const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Võ', 'Đặng', 'Hồ', 'Tôn Nữ'];
const MIDDLE = ['Thị', 'Văn', 'Thị Thanh', 'Đình', 'Thị Như', 'Hữu', 'Quang', 'Thị Bích', 'Minh', 'Xuân'];
const GIVEN = ['Lài', 'Bưởi', 'Hạnh', 'Cường', 'Vy', 'An', 'Lựu', 'Thảnh', 'Mai', 'Sen', 'Tâm', 'Phúc', 'Hòa', 'Dũng', 'Yến', 'Nga', 'Hùng', 'Lan', 'Đào', 'Quý'];

const twice = (number) => String(number).padStart(2, '0');
/** Dates as people type them. */
const birth = (at, year) => [`${twice((at % 28) + 1)}/${twice((at % 12) + 1)}/${year}`, `${(at % 28) + 1}.${(at % 12) + 1}.${year}`, `${year}`][at % 3];

/** Nobody is there twice: of each name there is one in a hamlet who was born in a year. */
function rows() {
  const made = [];
  for (let at = 0; at < ROWS; at++) {
    const given = GIVEN[at % 20];
    const middle = MIDDLE[Math.floor(at / 20) % 10];
    const family = FAMILY[Math.floor(at / 200) % 10];
    const hamlet = HAMLETS[Math.floor(at / 2_000) % 8];
    const year = 1940 + Math.floor(at / 16_000) * 20 + (at % 17);
    made.push([String(at + 1), `${family} ${middle} ${given}`, at % 2 ? 'Nam' : 'Nữ', birth(at, year), `Tổ dân phố ${hamlet}`, at % 3 ? 'tôn' : 'ngói', `kiệt ${at % 90}`]);
  }
  return made;
}

export async function imported({ passes, quick, keep, say }) {
  const list = book({
    'Hộ nghèo': [
      ['DANH SÁCH HỘ NGHÈO'],
      ['(Kèm theo Quyết định số 7/QĐ-UBND ngày 15 tháng 12 năm 2025)'],
      ['STT', 'Họ và tên chủ hộ', 'Giới tính', 'Ngày sinh', 'Tổ dân phố', 'Mái nhà', 'Địa chỉ'],
      ...rows(),
    ],
  });
  for (let run = 0; run < (quick ? 1 : passes); run++) {
    say(`take in a list of ${ROWS} rows`);
    const server = await Installation.fresh(HAMLETS);
    await server.start();
    const officer = await Device.signIn(server.url, undefined, 7 + run);
    const look = await server.cost(() => officer.bring(list));
    const { import: brought } = look.result;
    expected(brought, { new: ROWS });
    keep('import look', look.ms);
    keep('import look memory', look.memory);
    const recorded = await server.cost(() => officer.record(brought.id));
    expected(recorded.result, { new: ROWS });
    keep('import record', recorded.ms);
    const again = await server.cost(() => officer.bring(list));
    expected(again.result.import, { same: ROWS });
    keep('import again', again.ms);
    await server.remove();
  }
}

/** Whether a list has so many households of each kind. */
function expected({ counts }, kinds) {
  const found = {};
  for (const { kind, count } of counts) found[kind] = (found[kind] ?? 0) + count;
  const differs = JSON.stringify(found) !== JSON.stringify(kinds);
  if (differs) throw new Error(`the list has ${JSON.stringify(found)} instead of ${JSON.stringify(kinds)}`);
}
