// Watches a page from outside, so that what is measured carries no code for it: runs before the page's own scripts.
// Every time is performance.now() on the page's main thread.
(() => {
  const probe = { writes: [], began: null, changed: null, shown: null };
  globalThis.probe = probe;

  // When a writing transaction was complete, and what durability it had asked for.
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const made = transaction.call(this, stores, mode, options);
    if (mode === 'readwrite') {
      const write = { stores: [stores].flat(), strict: options?.durability === 'strict', began: performance.now(), done: null };
      probe.writes.push(write);
      for (const end of ['complete', 'abort']) made.addEventListener(end, () => (write.done = performance.now()));
    }
    return made;
  };

  // When the main thread began to handle a key or a tap; that event resets what is known.
  const begin = () => {
    probe.began = performance.now();
    probe.changed = null;
    probe.writes = [];
  };
  for (const type of ['keydown', 'click']) addEventListener(type, begin, { capture: true });

  // Reading a box makes the browser do style and layout, which would otherwise wait for the next frame.
  const layOut = () => document.documentElement.getBoundingClientRect();

  let within = null;
  const changes = new MutationObserver((records) => {
    if (probe.shown === null && probe.awaited && document.querySelector(probe.awaited)) {
      layOut();
      probe.shown = performance.now();
    }
    if (probe.began === null) return;
    const inside = within && records.some(({ target }) => (target.nodeType === 1 ? target : target.parentElement)?.closest(within));
    if (within && !inside) return;
    layOut();
    probe.changed = performance.now();
  });
  changes.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });

  /** Takes only changes inside what `selector` names for the answer to a key or tap. */
  probe.watch = (selector) => (within = selector);
})();
