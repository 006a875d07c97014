// What all cells of one plan have in common, worked out once for all of them: whose key each Alert is of, which keys
// are a storm's own, to which User it is addressed, and how many a User would get if nothing were held back. Facts of
// the arrivals alone; no decision of any throttle is in it.

import type { UserRole } from '../domain/user.ts';
import { peakInWindow } from '../plan/peak-rate.ts';
import type { VirtualArrivals } from '../run/virtual-arrivals.ts';
import type { StreamSpec } from '../scenario/scenario.ts';

/** The stretch of scenario time in which Alerts at a User are counted for the peak. */
export const PEAK_WINDOW_US = 60_000_000;

/** The most Alerts to one User within any minute. */
export interface Peak {
  /** Null where no User was given anything. */
  readonly user: UserRole | null;
  readonly alerts: number;
}

/** Arrivals, and whose they are. */
export interface Traffic {
  /** Per row, the number of its key. */
  readonly keyOf: Uint32Array;
  readonly keys: number;
  /** Per key, the rows of the first and the last Alert that a storm sends on it; -1 for an honest key. */
  readonly firstStormRow: Int32Array;
  readonly lastStormRow: Int32Array;
  /** Keys that a storm sends on. */
  readonly stormKeys: number;
  /** Per row, the number of the User that it is addressed to. */
  readonly userOf: Uint8Array;
  readonly users: readonly UserRole[];
  /** The peak if every Alert were delivered. */
  readonly unthrottled: Peak;
}

/** What is read of arrivals. */
type Arrivals = Pick<VirtualArrivals, 'length' | 'device' | 'code' | 'timeUs'> & {
  /** Per row, the number of the stream that sends it. */
  readonly stream: ArrayLike<number>;
};

/** What is read of the streams that sent them. */
type Sender = Pick<StreamSpec, 'recipient' | 'storm'>;

/** Reads arrivals in the order of their times; `stream` indexes the senders. */
export function trafficOf(arrivals: Arrivals, senders: readonly Sender[]): Traffic {
  const { length, stream, timeUs } = arrivals;
  const { keyOf, keys } = keysOf(arrivals);
  const firstStormRow = new Int32Array(keys).fill(-1);
  const lastStormRow = new Int32Array(keys).fill(-1);
  const users = [...new Set(senders.map(({ recipient }) => recipient))];
  const userOfStream = senders.map(({ recipient }) => users.indexOf(recipient));
  const userOf = new Uint8Array(length);
  for (let row = 0; row < length; row++) {
    const of = stream[row]!;
    userOf[row] = userOfStream[of]!;
    if (senders[of]!.storm !== true) continue;
    const key = keyOf[row]!;
    if (firstStormRow[key] === -1) firstStormRow[key] = row;
    lastStormRow[key] = row;
  }
  const stormKeys = firstStormRow.reduce((sum, row) => sum + (row < 0 ? 0 : 1), 0);
  const shared = { keyOf, keys, firstStormRow, lastStormRow, stormKeys, userOf, users };
  return { ...shared, unthrottled: peakAtUser(shared, timeUs, new Uint8Array(length).fill(1)) };
}

/** The peak at a User of what was given to any, where `copies` is not nought. Times ascend. */
export function peakAtUser(
  { userOf, users }: Pick<Traffic, 'userOf' | 'users'>,
  timeUs: Float64Array,
  copies: Uint8Array | Uint32Array,
): Peak {
  let peak: Peak = { user: null, alerts: 0 };
  for (const [user, role] of users.entries()) {
    const alerts = peakInWindow(timeUs, PEAK_WINDOW_US, (row) => userOf[row] === user && copies[row] !== 0);
    if (alerts > peak.alerts) peak = { user: role, alerts };
  }
  return peak;
}

function keysOf({ length, device, code }: Arrivals): { keyOf: Uint32Array; keys: number } {
  const numbers = new Map<number, number>();
  const keyOf = new Uint32Array(length);
  for (let row = 0; row < length; row++) {
    const name = device[row]! * 0x1_0000 + code[row]!;
    let number = numbers.get(name);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(name, number);
    }
    keyOf[row] = number;
  }
  return { keyOf, keys: numbers.size };
}
