// What is asked of a page so that everybody can use it, and the keys of somebody who has no other way.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect } from './fixtures.mjs';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const THEMES = ['light', 'dark', 'sun'];

/** What axe finds on the page in one theme, each with its elements. */
export async function axe(tab, theme) {
  await tab.evaluate((theme) => {
    document.documentElement.dataset.theme = theme;
    // Colours that are still on their way are nobody's choice.
    for (const change of document.getAnimations()) if (change instanceof CSSTransition) change.finish();
  }, theme);
  // An evaluated script is the browser's own and needs no leave from the content security policy.
  if (!(await tab.evaluate(() => 'axe' in window))) await tab.evaluate(AXE);
  const { violations } = await tab.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${theme} ${id} ${target} ${failureSummary.replaceAll('\n', ' ')}`));
}

/** What lies beyond the right edge of the screen and cannot be scrolled to. */
export const overflowing = (tab) =>
  tab.evaluate(() => {
    // A drawing clips what is drawn, and scrolls nothing.
    const scrolls = (element) => element && (element.tagName !== 'svg' && ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(element).overflowX) ? element : scrolls(element.parentElement));
    const beyond = [];
    for (const element of document.body.querySelectorAll('*')) {
      const box = element.getBoundingClientRect();
      if (!box.width || !box.height || element.closest('svg svg, .map g, .vh, .skip') || !element.checkVisibility()) continue;
      const sheet = scrolls(element.parentElement);
      const allowed = sheet && ['auto', 'scroll'].includes(getComputedStyle(sheet).overflowX) && sheet.matches('[tabindex]') && !sheet.matches('main, .scroll');
      if (box.right > innerWidth + 1 && !allowed) beyond.push(`${element.tagName}.${element.getAttribute('class')} ${Math.round(box.right)} ${element.textContent.slice(0, 40)}`);
    }
    for (const element of [document.scrollingElement, ...document.querySelectorAll('.scroll, main')]) {
      if (element.scrollWidth > element.clientWidth + 1) beyond.push(`${element.tagName}.${element.className} scrolls ${element.scrollWidth} in ${element.clientWidth}`);
    }
    return beyond;
  });

/** What can be pressed and is smaller than `least` CSS pixels in either direction. */
export const small = (tab, least) =>
  tab.evaluate((least) => {
    const found = [];
    for (const element of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
      const target = element.matches('input, select, textarea') ? (element.closest('label, .field, .search, .filter') ?? element) : element;
      const { width, height } = target.getBoundingClientRect();
      if (!element.checkVisibility() || element.matches('.skip')) continue;
      if (width + 0.5 < least || height + 0.5 < least) found.push(`${element.tagName}.${element.className} ${Math.round(width)}×${Math.round(height)} ${element.getAttribute('aria-label') ?? element.textContent.slice(0, 40)}`);
    }
    return found;
  }, least);

/** Everything that is wrong with what the page shows now: in each theme, in a narrow window, with large text. */
export async function wrong(tab, least = 48) {
  const found = await small(tab, least);
  for (const theme of THEMES) found.push(...(await axe(tab, theme)));
  return [...found, ...(await crowded(tab))];
}

/** What does not fit at this width and at 320 px, with text as it is and at 200 %. */
export async function crowded(tab) {
  const found = [];
  const { width, height } = tab.viewportSize();
  for (const narrow of [width, 320]) {
    await tab.setViewportSize({ width: narrow, height });
    for (const size of ['100%', '200%']) {
      await tab.evaluate((size) => (document.documentElement.style.fontSize = size), size);
      found.push(...(await overflowing(tab)).map((what) => `${narrow} px, ${size}: ${what}`));
    }
  }
  await tab.evaluate(() => (document.documentElement.style.fontSize = ''));
  await tab.setViewportSize({ width, height });
  return found;
}

/** Presses Tab until the element has the focus. */
export async function tabTo(tab, target) {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 250; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await tab.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target}`);
}

export async function press(tab, target, key = 'Enter') {
  await tabTo(tab, target);
  await tab.keyboard.press(key);
}
