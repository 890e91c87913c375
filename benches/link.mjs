// A poor signal: a TCP proxy of a given speed that breaks every connection after so many bytes, and what was on the wire
// with it.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const TICK = 10;
/** For how many seconds bytes are under way between phone and mast: at ten times its speed, a second of the signal. */
const UNDER_WAY = 0.1;

export class Link {
  #pairs = new Set();
  #limits = null;
  /** Bytes since the limits began, both ways, with those that were lost; how many of these were lost; and how often it broke. */
  carried = 0;
  lost = 0;
  breaks = 0;

  static async to(url) {
    const link = new Link();
    const { port } = new URL(url);
    const server = createServer({ allowHalfOpen: true }, (phone) => link.#join(phone, connect(Number(port), '127.0.0.1'))).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const ticking = setInterval(() => link.#tick(), TICK);
    link.url = `http://localhost:${server.address().port}`;
    link.close = () => {
      clearInterval(ticking);
      server.close();
      link.#break();
    };
    return link;
  }

  /** From now on so many bytes a second go up, and after so many both ways it breaks. */
  limit(rate, every) {
    Object.assign(this, { carried: 0, lost: 0, breaks: 0 });
    this.#limits = { rate, every, left: every, idle: 0 };
  }

  free() {
    this.#limits = null;
  }

  #join(phone, office) {
    const pair = { phone, office };
    this.#pairs.add(pair);
    office.on('data', (chunk) => {
      this.#count(chunk.length);
      phone.write(chunk);
    });
    office.on('end', () => phone.end());
    phone.on('end', () => office.end());
    for (const end of [phone, office]) {
      end.on('error', () => {});
      end.on('close', () => {
        this.#pairs.delete(pair);
        phone.destroy();
        office.end();
      });
    }
    // Read only as fast as the signal is: what waits in the phone has not been sent.
    phone.on('readable', () => this.#limits ?? this.#carry(pair, Infinity));
  }

  #tick() {
    let room = (this.#limits?.rate ?? Infinity) * (TICK / 1000);
    for (const pair of this.#pairs) room -= this.#carry(pair, Math.ceil(room));
    const limits = this.#limits;
    if (!limits) return;
    limits.idle = limits.left < limits.every ? limits.idle + 1 : 0;
    // What was lost in the last moment before the break is answered by nobody.
    if (limits.left <= 0 || (limits.lossy && limits.idle > 1000 / TICK)) this.#break();
  }

  #carry({ phone, office }, room) {
    const chunk = phone.read(Math.min(room, phone.readableLength));
    if (!chunk?.length) return 0;
    const limits = this.#limits;
    if (limits) limits.idle = 0;
    if (limits && limits.left < limits.rate * UNDER_WAY) {
      limits.lossy = true;
      this.lost += chunk.length;
    } else {
      office.write(chunk);
    }
    this.#count(chunk.length);
    return chunk.length;
  }

  #count(bytes) {
    this.carried += bytes;
    if (this.#limits) this.#limits.left -= bytes;
  }

  #break() {
    this.breaks += 1;
    if (this.#limits) Object.assign(this.#limits, { left: this.#limits.every, idle: 0, lossy: false });
    for (const { phone, office } of this.#pairs) {
      phone.resetAndDestroy();
      // What had arrived at the mast arrives at the office.
      office.end();
    }
    this.#pairs.clear();
  }
}
