// Draws public/icons/*.png from icon.svg: rounded for where an icon is shown as it is, square to the edge
// for where the phone cuts its own shape out of it (the mark stays inside the safe circle).
import { readFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';

const rounded = await readFile('public/icons/icon.svg', 'utf8');
const square = rounded.replace(' rx="21"', '');
const icons = [
  ['icon-192', 192, rounded],
  ['icon-512', 512, rounded],
  ['maskable-192', 192, square],
  ['maskable-512', 512, square],
  ['apple-touch-180', 180, square],
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const [name, size, svg] of icons) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<body style="margin:0">${svg.replace('<svg ', `<svg width="${size}" height="${size}" style="display:block" `)}`);
  await page.screenshot({ path: `public/icons/${name}.png`, omitBackground: true });
}
await browser.close();
