// In the place of what age can lock with and an office never asks for (passphrases, hardware keys, post-quantum keys):
// half of the library's bytes.
export const MLKEM768P256 = undefined;
export const MLKEM768X25519 = undefined;
export const p256 = undefined;
export const scrypt = undefined;
