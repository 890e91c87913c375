// The project's own workbooks are XLSForms to others too.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { converted } from './workbooks.mjs';

const FORMS = fileURLToPath(new URL('../../forms', import.meta.url));

test('pyxform takes every workbook of the project', async () => {
  const names = (await readdir(FORMS)).filter((name) => name.endsWith('.xlsx'));
  assert.ok(names.length > 0);
  for (const { file, accepted, errors } of await converted(names.map((name) => join(FORMS, name)))) {
    assert.ok(accepted, `${file}: ${errors}`);
  }
});
