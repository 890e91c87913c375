// What was measured: medians with their ranges, and the table that they are read in.

/** The middle of the values, the smallest and the largest. */
export function figure(values) {
  if (values.length === 0) throw new Error('nothing was measured');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, least: sorted[0], most: sorted.at(-1), count: sorted.length };
}

export const UNITS = {
  ms: (value) => value.toFixed(value < 1 ? 3 : value < 20 ? 1 : 0),
  µs: (value) => value.toFixed(0),
  count: (value) => value.toFixed(0),
  s: (value) => (value / 1000).toFixed(2),
  bytes: (value) => value.toFixed(0),
  MB: (value) => (value / 1e6).toFixed(1),
};

/** `3.1 (2.8–4.0)`, or a dash where nothing was measured. */
export function cell(measured, unit) {
  if (!measured) return '–';
  const show = UNITS[unit];
  const range = measured.count > 1 ? ` (${show(measured.least)}–${show(measured.most)})` : '';
  return show(measured.median) + range;
}

/** Whether a figure keeps its budget, and what part of it is used: `✓ 0.62×`. */
export function verdict(measured, limit) {
  if (!measured || limit === null || limit === undefined) return '';
  if (limit === 0) return measured.most === 0 ? '✓' : '✗';
  const used = measured.median / limit;
  return `${used <= 1 ? '✓' : '✗'} ${used.toFixed(2)}×`;
}

/** Lines of cells under a head, in columns. */
export function table(head, lines) {
  const width = (text) => [...text].length;
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => width(line[column] ?? ''))));
  const row = (line) => line.map((text, column) => text + ' '.repeat(widths[column] - width(text))).join('  ').trimEnd();
  return [row(head), widths.map((count) => '─'.repeat(count)).join('  '), ...lines.map(row)].join('\n');
}
