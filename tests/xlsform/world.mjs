// The world that a form is filled in: the same clock, chance and names every time.

/** What time it is for ever, in milliseconds since 1970: 9 o'clock in Huế on the day that the poverty standard changes. */
export const NOW = Date.UTC(2027, 0, 1, 2, 0, 0, 0);

/**
 * Where the clock stands, which a browser or a process is told when it starts: Vietnam's seven hours. By `Asia/Ho_Chi_Minh`
 * they were eight before June 1975, and the days of older people's births would not be whole ones.
 */
export const ZONE = 'Etc/GMT-7';

/** What `random()` gives for ever: how often it is asked is no engine's business to agree on. */
export const CHANCE = 0.25;

/** What `uuid()` gives for ever, and so the form's instanceID. */
export const UUID = '0b5e55ed-c0de-4000-8000-000000000000';

/** Who fills the form on which phone, for `deviceid`, `username`, `email` and `phonenumber`. */
export const PERSON = { deviceID: 'device-1', username: 'lai', email: 'lai@example.org', phoneNumber: '+84000000000' };

/** Where the phone is, in degrees, for `start-geopoint` and `background-geopoint`. */
export const PLACE = '16.4637 107.5909 0 0';
