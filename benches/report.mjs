// The table: every figure beside its floor, its peer and its budget.
import { cell, table, verdict } from './figures.mjs';

const HEAD = ['what', 'CPU', 'Đồng Hành', 'floor', 'PouchDB 9', 'budget', ''];

/** A line for each figure of `measured`, by name. */
export function report(measured) {
  const by = (unit) => (what, cpu, ours, floor, peer, budget, limit) => [
    what,
    cpu,
    cell(measured[ours], unit),
    cell(measured[floor], unit),
    cell(measured[peer], unit),
    budget,
    verdict(measured[ours], limit),
  ];
  const ms = by('ms');
  const median = (name, times = 1) => measured[name] && measured[name].median * times;
  const both = (line) => [1, 6].map((cpu) => line(cpu));
  return table(HEAD, [
    ...both((cpu) => ms('tap to durably saved visit, ms', `${cpu}×`, `save ours ${cpu}`, `save raw ${cpu}`, `save pouch ${cpu}`, '≤ 1.5 × raw', median(`save raw ${cpu}`, 1.5))),
    ...both((cpu) => ms('warm start to the list of 10,000, ms', `${cpu}×`, `start ours ${cpu}`, `start raw ${cpu}`, `start pouch ${cpu}`, cpu === 6 ? '≤ 500' : '', cpu === 6 && 500)),
    ...both((cpu) => ms('a key in the search of 10,000, ms', `${cpu}×`, `search ours ${cpu}`, `search raw ${cpu}`, `search pouch ${cpu}`, cpu === 6 ? '≤ 8' : '', cpu === 6 && 8)),
    ...both((cpu) => ms('an answer in the visit form, ms', `${cpu}×`, `answer ours ${cpu}`, '', '', cpu === 6 ? '≤ 16' : '', cpu === 6 && 16)),
    ...both((cpu) => ms('1,000 queued visits, page to receipts, ms', `${cpu}×`, `push ours ${cpu}`, '', `push pouch ${cpu}`, cpu === 6 ? '≤ PouchDB / 10' : '', cpu === 6 && median('push pouch 6', 0.1))),
    ms('1,000 visits, the server’s part, ms', '1×', 'push server', 'push floor', '', '≤ 3 × floor', median('push floor', 3)),
    ms('the server’s CPU for them, ms', '1×', 'cpu server', '', 'cpu pouch', '≤ 100', 100),
    by('bytes')('a visit in a batch of 100, all bytes both ways', '', 'bytes batch', '', 'bytes pouch', '≤ 1,000', 1000),
    by('bytes')('a visit in a batch of 100, the request’s body', '', 'bytes batch body', '', '', '', null),
    by('bytes')('a visit alone, all bytes both ways', '', 'bytes alone', '', '', '', null),
    by('bytes')('a visit alone, the request’s body', '', 'bytes alone body', '', '', '', null),
    by('bytes')('an idle poll, all bytes both ways', '', 'bytes poll', '', '', '≤ 300', 300),
    by('bytes')('an idle poll, bodies alone', '', 'bytes poll body', '', '', '', null),
    ...[400, 64].map((signal) =>
      by('bytes')(`a photo of 3 MB at ${signal} kbit/s, broken every 20 s: bytes beside it`, '', `photo ${signal}`, '', '', '≤ 300,000', 300_000),
    ),
    by('MB')('memory of the page with 2,500 households, MB', '', 'memory', '', '', '≤ 60', 60e6),
  ]);
}
