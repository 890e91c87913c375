// What the others are given: the XForm that pyxform makes of a workbook.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { required, scratch } from '../machine.mjs';

const CONVERT = fileURLToPath(new URL('../../tests/xlsform/convert.py', import.meta.url));

/** The XForms of workbooks, by the same names. */
export function xforms(workbooks) {
  const folder = mkdtempSync(join(scratch(), 'xforms-'));
  const names = Object.keys(workbooks);
  const files = names.map((name) => join(folder, `${name}.xlsx`));
  names.forEach((name, at) => writeFileSync(files[at], workbooks[name]));
  const said = execFileSync(required('PYXFORM'), [CONVERT, ...files], { env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }, encoding: 'utf8', maxBuffer: 2 ** 30 });
  const lines = said.trim().split('\n').map((line) => JSON.parse(line));
  return Object.fromEntries(
    lines.map(({ accepted, xform, errors }, at) => {
      if (!accepted) throw new Error(`${names[at]}: ${errors}`);
      return [names[at], xform];
    }),
  );
}
