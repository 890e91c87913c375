// The smallest page that does what the app's list does, over one of the peers: /page.html?peer=raw&then=list
import { fold } from './fold.mjs';

const ROWS = 20;
const asked = new URLSearchParams(location.search);
const peer = await import(`./${asked.get('peer')}.mjs`);
const list = document.querySelector('#list');
const count = document.querySelector('#count');

function show(rows, found) {
  count.textContent = found;
  list.replaceChildren(
    ...rows.slice(0, ROWS).map((household) => {
      const row = document.createElement('li');
      row.textContent = `${household.head.name}, ${household.address}`;
      return row;
    }),
  );
}

if (asked.get('then') === 'list') {
  const all = await peer.all();
  show(all, all.length);
}

document.querySelector('#search').addEventListener('input', async (event) => {
  const typed = fold(event.target.value);
  const { rows, found } = await peer.search(typed, ROWS);
  // An answer that a later key has overtaken is not shown.
  if (typed === fold(event.target.value)) show(rows, found);
});

let visits = [];
document.querySelector('#save').addEventListener('click', () => peer.save(visits.pop()));

globalThis.bench = {
  fill: async (url) => peer.fill(await (await fetch(url)).json()),
  prepareSearch: () => peer.prepareSearch(),
  take: (list) => (visits = list),
  queue: (list) => peer.queue?.(list),
  push: (url) => peer.push(url),
  pull: (url) => peer.pull(url),
  drop: () => peer.drop(),
};
document.body.dataset.ready = '';
