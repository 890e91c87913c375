// The vault of the app's store, opened by the PIN and written to by a program that shares no code with it.
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { randomBytes, utf8ToBytes } from '@noble/ciphers/utils.js';
import { argon2id } from '@noble/hashes/argon2.js';

const FORMAT = 1;
const NONCE = 24;
const TEXT = 't'.charCodeAt(0);

/** What seals and opens the values of one store, as docs/security.md tells it. */
export class Vault {
  #key;

  /** The vault of a keyring as it lies at the door, for whoever knows the PIN. */
  static open(keyring, pin) {
    const { salt, memory_kib: m, passes: t, key } = JSON.parse(keyring).pin;
    const lock = new Vault();
    lock.#key = argon2id(pin, Buffer.from(salt, 'base64'), { m, t, p: 1, dkLen: 32 });
    const vault = new Vault();
    vault.#key = lock.#opened('key/pin', Buffer.from(key, 'base64'));
    return vault;
  }

  /** A text as it lies on a shelf, in base64. */
  seal(place, text) {
    const nonce = randomBytes(NONCE);
    const sealed = this.#cipher(place, nonce).encrypt(Uint8Array.of(TEXT, ...utf8ToBytes(text)));
    return Buffer.from([FORMAT, ...nonce, ...sealed]).toString('base64');
  }

  /** The text of what lies on a shelf, given in base64. */
  read(place, sealed) {
    const [kind, ...text] = this.#opened(place, Buffer.from(sealed, 'base64'));
    if (kind !== TEXT) throw new Error(`${place} is no text`);
    return Buffer.from(text).toString();
  }

  #opened(place, sealed) {
    if (sealed[0] !== FORMAT) throw new Error(`${place} is sealed in another format`);
    return this.#cipher(place, sealed.subarray(1, 1 + NONCE)).decrypt(sealed.subarray(1 + NONCE));
  }

  #cipher(place, nonce) {
    return xchacha20poly1305(this.#key, nonce, utf8ToBytes(place));
  }
}
