// A hamlet of the server with its households, and a device that has its feeds.
import { households, visits } from './data.mjs';
import { Device } from './device.mjs';

/** Apart from the seeds of phones: no two devices have one id. */
const OFFICE = 1_000_000;

export class Hamlet {
  /** Registers so many households, through the API as the office would: their codes and classes are its to say. */
  static async filled(server, name, count, seed) {
    const hamlet = new Hamlet();
    const device = await Device.signIn(server.url, name, seed);
    const known = await device.pull();
    const bodies = (kind) => known.filter(({ key }) => key.startsWith(kind)).map(({ body }) => body);
    const { id } = bodies('hamlet:').find((hamlet) => hamlet.name === name);
    hamlet.name = name;
    hamlet.device = device;
    hamlet.houses = households(count, { seed, hamlet: id, user: device.user });
    hamlet.form = bodies('form:').find(({ current }) => current).id;
    const office = await Device.signIn(server.url, undefined, seed + OFFICE);
    await office.register(hamlet.houses);
    return hamlet;
  }

  /** Registers so many more, of which nothing is kept here. */
  async filledMore(office, count, seed) {
    const hamlet = this.houses[0].hamlet;
    await office.register(households(count, { seed, hamlet, user: this.device.user }));
  }

  /** The forms that its feeds hold, each as the text of its record, by their ids. */
  async definitions() {
    this.device.forget();
    const known = await this.device.pull();
    const records = known.filter(({ key }) => key.startsWith('form:')).map(({ body }) => body);
    return Object.fromEntries(records.map((record) => [record.id, JSON.stringify(record)]));
  }

  /** Visits of the hamlet by its own device. */
  visits(count, seed) {
    return this.made(seed)(count, this.device.id, this.device.nextCounter);
  }

  /** What makes visits of the hamlet for any device. */
  made(seed) {
    return (count, device, firstCounter) => visits(count, { seed, houses: this.houses, form: this.form, device, firstCounter });
  }
}

/** The record that a finished visit becomes. */
export const recordOf = ({ made, action }) => {
  const { visit, ...rest } = action.finish_visit;
  return { id: visit, made, ...rest };
};
