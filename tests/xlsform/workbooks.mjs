// Workbooks as ODK's engine wants them: what pyxform makes of each, with the files that lie beside it.
import { execFile } from 'node:child_process';
import { readFile, readdir, stat } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const HERE = dirname(fileURLToPath(import.meta.url));

/** What pyxform says of each workbook, in this order; see convert.py. `attachments` are the texts in the folder of its name. */
export async function converted(files) {
  const lines = (await python('convert.py', ...files)).trim().split('\n');
  return Promise.all(lines.map(async (line, at) => ({ ...JSON.parse(line), attachments: await beside(files[at]) })));
}

/** Workbooks at random in a folder: those of so many seeds from one on. Their names in full. */
export async function grown(folder, seed, count) {
  await python('grow.py', folder, String(seed), String(count));
  return Array.from({ length: count }, (_, at) => join(folder, `grown-${String(seed + at).padStart(4, '0')}.xlsx`));
}

/** Copies of workbooks in a folder, as tools that do not know our columns would read them; see plain.py. The folder. */
export async function plain(folder, files) {
  await python('plain.py', folder, ...files);
  return folder;
}

/** The workbooks in a folder by their names; a file is itself. */
export async function inside(path) {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && /\.xlsx?$/.test(entry.name)).map((entry) => join(path, entry.name)).sort();
}

async function python(script, ...rest) {
  const interpreter = process.env.PYXFORM;
  if (!interpreter) throw new Error('PYXFORM names the Python that has requirements.txt; `cargo xtask test --only xlsform` sets it');
  const options = { env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }, maxBuffer: 2 ** 30 };
  return (await promisify(execFile)(interpreter, [join(HERE, script), ...rest], options)).stdout;
}

async function beside(file) {
  const { dir, name } = parse(file);
  const names = await readdir(join(dir, name)).catch(() => []);
  return Object.fromEntries(await Promise.all(names.map(async (each) => [each, await readFile(join(dir, name, each), 'utf8')])));
}
