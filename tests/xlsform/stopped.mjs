// Stops the clock and chance. Imported before the engine, which keeps some of these functions for itself when it is loaded.
import { CHANCE, NOW, UUID } from './world.mjs';

const Clock = globalThis.Date;
globalThis.Date = class Date extends Clock {
  constructor(...parts) {
    super(...(parts.length === 0 ? [NOW] : parts));
  }

  static now() {
    return NOW;
  }
};

globalThis.Math.random = () => CHANCE;

/** Stops `uuid()`; only once the engine is loaded, as it names its own nodes by the same function. */
export function stopNames() {
  globalThis.crypto.randomUUID = () => UUID;
}
