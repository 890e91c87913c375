// Measures a form from inside its page: the same for everybody. `contender` is how each page is told to open its form, and
// what it shows of it. Runs before the page's own scripts; every time is performance.now() on the page's main thread.
(() => {
  const frame = () => new Promise(requestAnimationFrame);

  // A message comes when whatever is at work has let go of the thread, however short that is.
  const { port1, port2 } = new MessageChannel();
  const turn = () => new Promise((done) => ((port1.onmessage = done), port2.postMessage(null)));

  // Behind a press of a finger everything that was promised is done before the browser does anything else, as a frame: a
  // press from a script has to leave that time itself.
  const promised = async () => {
    for (let hops = 0; hops < 16; hops++) await null;
  };

  // Reading a box makes the browser do style and layout, which would otherwise wait for the next frame.
  const layOut = () => document.documentElement.getBoundingClientRect();

  const isUsable = (input) => input && !input.matches(':disabled') && input.getClientRects().length > 0;
  const digits = (text) => text?.replace(/\D/g, '');

  function isRight({ asked, reckoned }) {
    const { shown, value } = contender;
    return reckoned.every(({ name, value: right }) => digits(value(name)) === right) && asked.every((each) => shown(each.name) === each.shown);
  }

  /** The most that an answer may take, in milliseconds. */
  const PATIENCE = 120_000;

  globalThis.meter = {
    /** From the call that opens the form, everything being there, to the second frame behind an input of its first question. */
    async opening() {
      const began = performance.now();
      await contender.open();
      while (!isUsable(contender.choice('a'))) await frame();
      await frame();
      await frame();
      return performance.now() - began;
    },

    /** From a press on a choice to the moment at which all that follows from it is shown, laid out. */
    async answering(choice, expected) {
      const input = contender.choice(choice);
      if (isRight(expected)) throw new Error('nothing follows from this answer');
      const began = performance.now();
      input.click();
      // The probe of the other measures would lay out after every change, and so many times for one answer.
      probe.began = null;
      await promised();
      while (!isRight(expected)) {
        await turn();
        if (performance.now() - began > PATIENCE) throw new Error(`not all that follows is shown: ${contender.told()}`);
      }
      layOut();
      return performance.now() - began;
    },
  };
})();
