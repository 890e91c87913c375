// Locks what a phone hands over, so that only the office can open it: an age v1 file, made piece by piece. A page loads
// it when somebody hands over, and not before.
import { Encrypter } from 'age-encryption';

// So many bytes are put aside together. The browser keeps what is put aside on its disk where memory is short.
const PART = 4 * 1024 * 1024;

// `next` gives the next bytes, and nothing at the end. Answers with the parts of the file.
export async function lock(recipient, next) {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const pull = async (stream) => {
    const bytes = await next();
    if (bytes) stream.enqueue(bytes);
    else stream.close();
  };
  // Nothing is read before it is wanted, so that at most one picture is in memory.
  const plain = new ReadableStream({ pull }, { highWaterMark: 0 });
  const reader = (await encrypter.encrypt(plain)).getReader();
  const parts = [];
  let pending = [];
  let size = 0;
  const putAside = () => {
    parts.push(new Blob(pending));
    pending = [];
    size = 0;
  };
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    pending.push(value);
    size += value.length;
    if (size >= PART) putAside();
  }
  putAside();
  return parts;
}
