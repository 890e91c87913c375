// The uploads as a client sees them that knows nothing of this app: tus-js-client, from npm. [S4.1] to [S4.11]
import { createHash, randomBytes } from 'node:crypto';
import * as tus from 'tus-js-client';
import { expect, test } from './fixtures.mjs';
import { Office } from './office.mjs';

const MB = 1024 * 1024;

/** Bytes that begin as a JPEG does. */
const picture = (length) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(length - 4)]);

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Somebody's uploads. */
class Uploads {
  constructor(server, token) {
    this.endpoint = `${server.url}/api/v1/media/uploads`;
    this.headers = { Authorization: `Bearer ${token}` };
    this.requests = [];
  }

  /** Uploads bytes under the name of `named`; resolves with the upload that has ended. */
  send(bytes, { named = bytes, filetype = 'image/jpeg', stopAt = Infinity, ...options } = {}) {
    return new Promise((resolve, reject) => {
      const upload = new tus.Upload(bytes, {
        endpoint: this.endpoint,
        headers: this.headers,
        metadata: { sha256: sha256(named), filetype },
        chunkSize: MB,
        retryDelays: [0, 0, 0],
        onBeforeRequest: (request) => void this.requests.push(`${request.getMethod()} ${request.getHeader('Upload-Offset') ?? ''}`.trim()),
        onChunkComplete: (_, sent) => {
          if (sent >= stopAt) upload.abort().then(() => resolve(upload), reject);
        },
        onSuccess: () => resolve(upload),
        onError: reject,
        ...options,
      });
      upload.start();
    });
  }

  async get(bytes) {
    const answer = await fetch(this.endpoint.replace('uploads', sha256(bytes)), { headers: this.headers });
    return { status: answer.status, type: answer.headers.get('content-type'), bytes: Buffer.from(await answer.arrayBuffer()) };
  }

  /** A request by hand. */
  ask(method, bytes, headers = {}, body) {
    const own = { ...this.headers, 'Tus-Resumable': '1.0.0', ...headers };
    return fetch(`${this.endpoint}/${sha256(bytes)}`, { method, headers: own, body });
  }
}

const uploadsOf = async (server, name = 'lai') => new Uploads(server, (await Office.of(server, name)).token);

test.describe('tus-js-client', () => {
  test('uploads a picture in pieces, stops in its middle, and goes on from there', async ({ server }) => {
    const [uploads, bytes] = [await uploadsOf(server), picture(3 * MB)];
    const stopped = await uploads.send(bytes, { stopAt: MB });
    expect(stopped.url).toBe(`${uploads.endpoint}/${sha256(bytes)}`);
    expect((await uploads.get(bytes)).status).toBe(404);

    uploads.requests.length = 0;
    await uploads.send(bytes, { uploadUrl: stopped.url });
    expect(uploads.requests).toEqual(['HEAD', `PATCH ${MB}`, `PATCH ${2 * MB}`]);
    expect(await uploads.get(bytes)).toEqual({ status: 200, type: 'image/jpeg', bytes });
  });

  test('sends what is stored already not a second time, and goes on after a server that was killed', async ({ server }) => {
    const [uploads, bytes] = [await uploadsOf(server), picture(3 * MB)];
    const stopped = await uploads.send(bytes, { stopAt: 2 * MB });
    await server.kill();
    await server.start();
    uploads.requests.length = 0;
    await uploads.send(bytes, { uploadUrl: stopped.url });
    expect(uploads.requests).toEqual(['HEAD', `PATCH ${2 * MB}`]);
    uploads.requests.length = 0;
    await uploads.send(bytes, { uploadUrl: stopped.url });
    expect(uploads.requests).toEqual(['HEAD']);
    // One that begins it anew is told by a conflict, and looks.
    await uploads.send(bytes);
    expect(uploads.requests.at(-1)).toBe('HEAD');
    expect((await uploads.get(bytes)).bytes.equals(bytes)).toBe(true);
  });

  test('begins with the first bytes, and sends sound', async ({ server }) => {
    const uploads = await uploadsOf(server);
    const sound = Buffer.concat([Buffer.from('OggS\0'), randomBytes(100_000)]);
    await uploads.send(sound, { uploadDataDuringCreation: true, filetype: 'audio/ogg; codecs=opus', chunkSize: Infinity });
    expect(uploads.requests).toEqual(['POST']);
    expect(await uploads.get(sound)).toEqual({ status: 200, type: 'audio/ogg', bytes: sound });
  });

  test('ends an upload, with what had come of it', async ({ server }) => {
    const [uploads, bytes] = [await uploadsOf(server), picture(2 * MB)];
    const stopped = await uploads.send(bytes, { stopAt: MB });
    expect((await uploads.ask('HEAD', bytes)).headers.get('upload-offset')).toBe(String(MB));
    await stopped.abort(true);
    expect((await uploads.ask('HEAD', bytes)).status).toBe(404);
  });

  test('is refused what is not what it was said to be', async ({ server }) => {
    const [uploads, bytes] = [await uploadsOf(server), picture(MB)];
    const status = (error) => error.originalResponse.getStatus();
    const wrong = picture(MB);
    expect(await uploads.send(wrong, { named: bytes }).catch(status)).toBe(422);
    expect((await uploads.get(bytes)).status).toBe(404);
    expect(await uploads.send(Buffer.from('<html>')).catch(status)).toBe(415);
    expect(await uploads.send(picture(17 * MB)).catch(status)).toBe(413);
  });

  test('never meets what another is sending', async ({ server }) => {
    const [lai, khoa, bytes] = [await uploadsOf(server), await uploadsOf(server, 'khoa'), picture(2 * MB)];
    await lai.send(bytes, { stopAt: MB });
    expect((await khoa.ask('HEAD', bytes)).status).toBe(404);
    await khoa.send(bytes);
    expect(khoa.requests).toEqual(['POST', 'PATCH 0', `PATCH ${MB}`]);
    expect((await lai.ask('HEAD', bytes)).headers.get('upload-offset')).toBe(String(MB));
  });
});

test('a piece that is not what its checksum says is dropped', async ({ server }) => {
  const [uploads, bytes] = [await uploadsOf(server), picture(MB)];
  await uploads.send(bytes, { stopAt: 1000, chunkSize: 1000 });
  const piece = bytes.subarray(1000);
  const patch = (sum) =>
    uploads.ask('PATCH', bytes, { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': '1000', 'Upload-Checksum': sum }, piece);
  const sum = (algorithm, of) => `${algorithm} ${createHash(algorithm).update(of).digest('base64')}`;
  expect((await patch(sum('sha1', bytes))).status).toBe(460);
  expect((await patch('crc32 AAAA')).status).toBe(400);
  expect((await uploads.ask('HEAD', bytes)).headers.get('upload-offset')).toBe('1000');
  expect((await patch(sum('sha1', piece))).status).toBe(204);
  expect((await uploads.get(bytes)).bytes.equals(bytes)).toBe(true);
});
