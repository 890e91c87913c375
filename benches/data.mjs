// The records that everybody in the comparison holds: made from a seed, the same on every machine.

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý', 'Tôn Thất', 'Huỳnh'];
const MIDDLE = { female: ['Thị', 'Thị Thu', 'Thị Kim', 'Thị Ngọc', 'Diệu', 'Thị Mỹ'], male: ['Văn', 'Đình', 'Hữu', 'Quang', 'Đức', 'Viết'] };
const GIVEN = {
  female: ['Hạnh', 'Hoa', 'Lan', 'Bưởi', 'Hương', 'Mai', 'Nga', 'Thủy', 'Hòa', 'Yến', 'Gái', 'Xuân', 'Bé', 'Phượng', 'Tâm', 'Liễu'],
  male: ['An', 'Bình', 'Cường', 'Dũng', 'Hải', 'Hùng', 'Khánh', 'Lợi', 'Minh', 'Phúc', 'Quý', 'Sơn', 'Thắng', 'Tý', 'Út', 'Vinh'],
};
const WORK = ['bán rau ở chợ', 'thợ nề', 'đi biển', 'làm ruộng', 'bán vé số', 'phụ hồ', 'may gia công', 'nuôi tôm', 'chằm nón', 'ở nhà'];
const RELATIONS = ['spouse', 'child', 'child', 'grandchild', 'parent', 'sibling'];

/** A household's record has about this many bytes of JSON. */
const RECORD_BYTES = 2_000;

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = (random, list) => list[Math.floor(random() * list.length)];

/** An id of version 7 whose time is `ms`. */
export function id(random, ms) {
  const hex = (digits) => Math.floor(random() * 16 ** digits).toString(16).padStart(digits, '0');
  const time = Math.floor(ms).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${pick(random, ['8', '9', 'a', 'b'])}${hex(3)}-${hex(6)}${hex(6)}`;
}

/** `count` households of a hamlet, registered by a user. */
export function households(count, { seed, hamlet, user }) {
  const random = chance(seed);
  const began = Date.UTC(2026, 0, 5);
  return Array.from({ length: count }, (_, index) => household(random, began + index * 1000, index, hamlet, user));
}

function household(random, made, index, hamlet, user) {
  const family = pick(random, FAMILY);
  const record = {
    id: id(random, made),
    hamlet,
    code: `HO-${String(index + 1).padStart(5, '0')}`,
    address: `kiệt ${1 + Math.floor(random() * 200)}, gần ${pick(random, ['chợ', 'đình làng', 'trường tiểu học', 'bến đò', 'trạm y tế'])}`,
    phone: `09${String(Math.floor(random() * 1e8)).padStart(8, '0')}`,
    head: member(random, made, family, 40 + Math.floor(random() * 45)),
    others: [],
    dwelling: {
      area_m2: 24 + Math.floor(random() * 80),
      roof: pick(random, ['tile', 'metal', 'fibre_cement']),
      wall: pick(random, ['masonry', 'metal', 'makeshift']),
      water: pick(random, ['tap', 'drilled_well', 'open_well']),
      latrine: pick(random, ['septic', 'two_vault', 'makeshift', 'none']),
    },
    class: { class: pick(random, ['poor', 'near_poor', 'escaped']), since: '2025-12-15', decision: '214/QĐ-UBND' },
    registered_by: user,
  };
  while (Buffer.byteLength(JSON.stringify(record)) < RECORD_BYTES - 130) {
    record.others.push({ ...member(random, made, family, Math.floor(random() * 80)), relation: pick(random, RELATIONS) });
  }
  return record;
}

function member(random, made, family, age) {
  const sex = pick(random, ['female', 'male']);
  const year = 2026 - age;
  const day = () => String(1 + Math.floor(random() * 28)).padStart(2, '0');
  return {
    id: id(random, made),
    name: `${family} ${pick(random, MIDDLE[sex])} ${pick(random, GIVEN[sex])}`,
    sex,
    birth: random() < 0.3 ? year : `${year}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-${day()}`,
    insured: random() < 0.8,
    occupation: age < 18 ? `học lớp ${Math.max(1, Math.min(12, age - 5))}` : pick(random, WORK),
  };
}

/** `count` routine visits of today to these households, without pictures. */
export function visits(count, { seed, houses, form, device, firstCounter }) {
  const random = chance(seed);
  const now = Date.now() - count * 1000;
  return Array.from({ length: count }, (_, index) => {
    const at = now + index * 1000;
    return {
      id: id(random, at),
      device,
      counter: firstCounter + index,
      made: moment(at, index),
      action: {
        finish_visit: {
          visit: id(random, at),
          household: houses[index % houses.length].id,
          form,
          answers: answers(random),
          started: moment(at - 25 * 60_000, index),
        },
      },
    };
  });
}

/** `count` visits to one household, evenly over the ten years before now, whose author saw what was said before. */
export function decade(count, { seed, household, form, device, firstCounter }) {
  const random = chance(seed);
  const apart = (10 * 365.25 * 86_400_000) / count;
  const now = Date.now() - 3_600_000;
  const seen = [];
  // A house is another one every year or so; what was said differs every time.
  const LASTING = /^(house|water|life)\//;
  let lasting = {};
  return Array.from({ length: count }, (_, index) => {
    const at = now - (count - 1 - index) * apart;
    const said = answers(random, at);
    if (index % 20 === 0) lasting = Object.fromEntries(Object.entries(said.answers).filter(([path]) => LASTING.test(path)));
    Object.assign(said.answers, lasting);
    const operation = {
      id: id(random, at),
      device,
      counter: firstCounter + index,
      made: moment(at, index),
      action: {
        finish_visit: {
          visit: id(random, at),
          household,
          form,
          answers: said,
          started: moment(at - 25 * 60_000, index),
          seen: [...seen].sort(),
        },
      },
    };
    seen.push(operation.id);
    return operation;
  });
}

/** A moment by a device's clock. */
export const moment = (ms, mono = 0) => ({ utc_ms: Math.floor(ms), zone_min: 420, mono_ms: mono, skew_ms: 0 });

/** What a routine visit answers: every screen, one gift, one promise, a sentence or two. */
export function answers(random, now = Date.now()) {
  const one = (list) => ({ one: pick(random, list) });
  const soon = new Date(now + (20 + random() * 60) * 86_400_000).toISOString().slice(0, 10);
  return {
    answers: {
      'closing/next_visit': { date: soon },
      'closing/note': { text: pick(random, NOTES) },
      'closing/urgent': { yes_no: false },
      'commitments/promise[1]/due': { date: soon },
      'commitments/promise[1]/what': { text: pick(random, PROMISES) },
      'commitments/promise[1]/who': one(['visitor', 'commune']),
      'consent/by': one(['head', 'spouse']),
      'consent/decision': { one: 'given' },
      'consent/how': one(['spoken', 'signed']),
      'consent/photos_allowed': { yes_no: false },
      'hardship/causes': { many: ['illnessOrAccident', pick(random, ['lackCapital', 'lackLabor'])] },
      'hardship/needs': { many: [pick(random, ['bhyt', 'health_care']), pick(random, ['house_repair', 'job'])] },
      'hardship/wish': { text: pick(random, WISHES) },
      'house/area': { integer: 24 + Math.floor(random() * 60) },
      'house/leaks': { yes_no: true },
      'house/damage': { many: ['roof'] },
      'house/pillar': one(['brick', 'bamboo']),
      'house/roof': one(['tile', 'metal', 'fibre_cement']),
      'house/wall': one(['brick', 'metal', 'boards']),
      'life/health/malnourished_children': { integer: 0 },
      'life/health/uninsured': { integer: Math.floor(random() * 4) },
      'life/news/devices': { many: [pick(random, ['phone', 'smartphone']), 'tv'] },
      'life/news/internet': { yes_no: random() < 0.5 },
      'life/school/children_out': { integer: Math.floor(random() * 2) },
      'life/work/jobless': { integer: Math.floor(random() * 3) },
      'meeting/met': { yes_no: true },
      'meeting/present': { many: ['head', pick(random, ['child', 'spouse'])] },
      'meeting/purpose': { many: ['survey', 'talk'] },
      'support/gift[1]/amount': { integer: 500_000 * (1 + Math.floor(random() * 6)) },
      'support/gift[1]/giver': one(['fund', 'red_cross', 'donor']),
      'support/gift[1]/kind': one(['health', 'production']),
      'support/received': { yes_no: true },
      'water/enough': { yes_no: random() < 0.7 },
      'water/latrine': one(['septic', 'two_vault']),
      'water/source': one(['piped', 'drilled_well']),
    },
    instances: { 'commitments/promise': 1, 'support/gift': 1 },
  };
}

const NOTES = ['Bà cụ vui khi có người tới.', 'Nhà sắp tới mùa lụt, đồ đạc kê cao được ít.', 'Anh đi biển, chị ở nhà trông con nhỏ.', 'Hẹn tới lại sau rằm.'];
const PROMISES = ['Hỏi thẻ bảo hiểm y tế cho bà', 'Xin tôn lợp lại mái', 'Nói với trường về học phí của cháu', 'Giới thiệu chỗ làm ở xưởng may'];
const WISHES = ['Mái dột phía trước, mong được lợp lại trước mùa mưa.', 'Mong có thẻ bảo hiểm để đi khám.', 'Muốn vay ít vốn nuôi thêm heo.', 'Cháu nghỉ học, mong cháu được đi học lại.'];
