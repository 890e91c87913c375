// A form with every kind of question, as a workbook that the office publishes.
import { book } from './book.mjs';
import { Office } from './office.mjs';

const HEAD = ['type', 'name', 'label::vi', 'appearance', 'required', 'parameters', 'hint::vi', 'guidance_hint::vi', 'calculation', 'read_only', 'choice_filter', 'dh:max'];

const row = (type, name, label, { appearance, required, parameters, hint, guidance, calculation, filter, max } = {}) =>
  [type, name, label, appearance, required && 'yes', parameters, hint, guidance, calculation, calculation && 'yes', filter, max];

const part = (name, label, rows) => [row('begin_group', name, label), ...rows, ['end_group']];

const HAMLETS = ['An Hải', 'Bình An', 'Cự Lại', 'Diên Trường', 'Hà Thanh', 'Hải Tiến', 'Hòa Duân', 'Kế Sung', 'Lương Viện', 'Minh Hải', 'Mỹ Lam', 'Nghĩa Lập', 'Phú Hải', 'Quy Lai', 'Tân An', 'Thai Dương', 'Trung An', 'Vinh Thanh'];

const CHOICES = {
  hamlet: HAMLETS,
  roof: ['Ngói', 'Tôn', 'Lá'],
  agree: ['Không đồng ý', 'Hơi không đồng ý', 'Bình thường', 'Đồng ý', 'Rất đồng ý'],
  often: ['Không', 'Đôi khi', 'Thường', 'Hằng ngày'],
  lane: ['Xóm trên', 'Xóm dưới'],
  tool: ['Ghe', 'Lưới', 'Xe máy', 'Điện thoại'],
  wish: ['Sửa nhà', 'Việc làm', 'Con đi học'],
  left: ['Còn', 'Hết'],
};

const KNOWN = "name != 'none'";

const WORKBOOK = book({
  survey: [
    HEAD,
    ...part('numbers', 'Số, ngày giờ', [
      row('range', 'trust', 'Tin tưởng đến mức nào?', { parameters: 'start=0 end=10 step=1', required: true, hint: '0 là không tin, 10 là rất tin.' }),
      row('range', 'rain', 'Mưa bao nhiêu mét?', { parameters: 'start=0 end=1 step=0.25' }),
      row('text', 'phone', 'Số điện thoại', { appearance: 'numbers' }),
      row('date', 'built', 'Nhà xây tháng nào?', { appearance: 'month-year' }),
      row('date', 'since', 'Ở đây từ năm nào?', { appearance: 'year' }),
      row('time', 'rises', 'Mấy giờ dậy?'),
      row('dateTime', 'flooded', 'Lụt lúc nào?'),
    ]),
    ...part('choices', 'Lựa chọn', [
      row('select_one roof', 'roof', 'Mái lợp bằng gì?', { appearance: 'columns-3' }),
      row('select_one agree', 'happy', 'Có hài lòng không?', { appearance: 'likert', guidance: 'Hỏi như trò chuyện, không đọc từng lựa chọn.' }),
      row('select_one often', 'often', 'Trong tuần qua, nhà mình ăn gì?', { appearance: 'label' }),
      row('select_one often', 'fish', 'Cá', { appearance: 'list-nolabel' }),
      row('select_one often', 'meat', 'Thịt', { appearance: 'list-nolabel' }),
      row('select_one hamlet', 'ward', 'Thôn nào?', { appearance: 'minimal', filter: KNOWN }),
      row('select_multiple lane', 'known', 'Quen những xóm nào?', { appearance: 'minimal' }),
      row('select_one hamlet', 'origin', 'Quê ở đâu?', { filter: KNOWN }),
      row('select_multiple tool', 'tools', 'Nhà có gì?', { appearance: 'columns-2' }),
      row('rank wish', 'wishes', 'Xếp điều mong nhất lên đầu'),
      row('acknowledge', 'read', 'Đã đọc lời cam kết cho chủ nhà nghe'),
    ]),
    ...part('one', 'Một câu', [row('select_one left', 'quick', 'Còn điều gì nữa không?', { appearance: 'quick' })]),
    ...part('media', 'Hình, tệp', [
      row('barcode', 'card', 'Mã trên thẻ'),
      row('image', 'sign', 'Chữ ký chủ hộ', { appearance: 'signature' }),
      row('image', 'plan', 'Vẽ sơ đồ nhà', { appearance: 'draw' }),
      row('image', 'crack', 'Vết nứt', { appearance: 'annotate' }),
      row('image', 'shot', 'Ảnh nhà', { max: '2' }),
      row('video', 'walk', 'Phim quanh nhà'),
      row('file', 'paper', 'Giấy tờ'),
    ]),
    ...part('consent', 'Đồng ý cho ghi', [
      row('select_one said', 'decision', 'Người trong nhà có đồng ý cho ghi không?'),
      row('select_one yes_no', 'place_allowed', 'Có cho lưu đúng vị trí ngôi nhà không?'),
    ]),
    ...part('map', 'Bản đồ', [
      row('geopoint', 'home', 'Nhà ở đâu?', { appearance: 'placement-map' }),
      row('geotrace', 'path', 'Lối vào nhà'),
      row('geoshape', 'field', 'Thửa ruộng'),
      row('begin_repeat', 'canal', 'Con mương'),
      row('geotrace', 'run', 'Mương chạy từ đâu đến đâu?'),
      ['end_repeat'],
    ]),
    ...part('sum', 'Tính ra', [
      row('integer', 'twice', 'Gấp đôi mức tin tưởng', { calculation: '2 * ${trust}' }),
      row('decimal', 'area', 'Ruộng rộng (m²)', { calculation: 'area(${field})' }),
      row('select_one hamlet', 'same', 'Thôn đã chọn', { calculation: '${ward}', filter: KNOWN }),
      row('text', 'must', 'Nhận xét', { required: true }),
    ]),
  ],
  choices: [['list_name', 'name', 'label::vi'], ['said', 'given', 'Đồng ý'], ['said', 'refused', 'Không đồng ý'], ['yes_no', 'yes', 'Có'], ['yes_no', 'no', 'Không'], ...Object.entries(CHOICES).flatMap(([list, words]) => words.map((word, at) => [list, `${list}_${at}`, word]))],
  settings: [['form_id', 'form_title', 'version'], ['home-visit', 'Mọi kiểu câu', 'thử-1']],
});

/** Publishes it in the place of the home visit, as an officer does. */
export async function publishKinds(server) {
  const { token } = await Office.of(server, 'chau');
  const send = async (path) => {
    const body = new FormData();
    body.append('workbook', new Blob([WORKBOOK]), 'moi-kieu.xlsx');
    const answer = await fetch(`${server.url}/api/v1/forms${path}`, { method: 'POST', headers: { Authorization: `Bearer ${token}` }, body });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const checked = await (await send('/check')).json();
  if (checked.is !== 'right') throw new Error(JSON.stringify(checked));
  await send(`?${new URLSearchParams({ id: checked.id, ...(checked.over && { over: checked.over }) })}`);
}
