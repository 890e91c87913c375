// Whoever knows the PIN: types it wherever the app asks for it, to open the phone and, twice, when one is chosen.

/** The PIN of everybody in the stories. */
export const PIN = '280963';

/** Runs in the page, unless whoever works there is away: presses the keys of each pad that asks for a PIN, once for each thing that it asks. */
export function typist(pin) {
  let answered = '';
  let pads = 0;
  const look = () => {
    const keys = document.querySelector('.lock .keys[aria-disabled="false"], .opening .keys[aria-disabled="false"]');
    if (!keys || sessionStorage.getItem('away')) return;
    keys.dataset.pad ??= String((pads += 1));
    const asks = `${keys.dataset.pad} ${document.querySelector('.lock main > p[role="status"]')?.textContent}`;
    if (asks === answered) return;
    answered = asks;
    for (const key of pin) window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
  };
  const watch = () =>
    new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true, characterData: true, attributes: true });
  if (document.documentElement) watch();
  else document.addEventListener('DOMContentLoaded', watch);
}
