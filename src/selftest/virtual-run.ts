// Traffic in words through a throttle in virtual time, as a History; where a fault lies outside the throttle, with the
// rows changed on their way into it. Opens no socket and waits for nothing.

import type { History, HistoryEntry } from '../ledger/history.ts';
import { entryAt, HistoryBuilder } from '../ledger/history-builder.ts';
import { Interner } from '../ledger/interner.ts';
import { AskedThrottle } from '../run/asked-throttle.ts';
import type { VirtualArrivals } from '../run/virtual-arrivals.ts';
import { VirtualDecisions } from '../run/virtual-decisions.ts';
import type { Profile } from '../throttle/profile.ts';
import type { ThrottleFactory } from '../throttle/throttle.ts';

/** One Alert and its moment, microseconds. The originator counter is the place in the trace unless given. */
export interface VirtualArrival {
  readonly deviceId: string;
  readonly alertCode: number;
  readonly timeUs: number;
  readonly originatorCounter?: number;
  /** The Alert's own time, where it is not the moment it arrives. */
  readonly timestampUs?: number;
}

/** Changes a row on its way into the history: a fault of the broker or the generator. */
export type RowFault = (row: HistoryEntry) => HistoryEntry;

const IDENTITY = { scenario: 'virtual', planHash: 'none', seed: 1, timeScale: 1, qos: 1 } as const;
/** All payloads are the same: no check of the throttle looks at one. */
const PAYLOAD_CRC = 1;

/** Sends the arrivals, which must be in order, through a new throttle of the factory. */
export function virtualRun(
  factory: ThrottleFactory,
  profile: Profile,
  arrivals: readonly VirtualArrival[],
  rowFault?: RowFault,
): History {
  const decisions = new VirtualDecisions(inColumns(arrivals), new AskedThrottle(factory, profile));
  decisions.decideUntil(arrivals.length);
  const history = decisions.history(IDENTITY);
  return rowFault ? changed(history, rowFault) : history;
}

function inColumns(arrivals: readonly VirtualArrival[]): VirtualArrivals {
  const devices = new Interner();
  return {
    firstId: 0,
    length: arrivals.length,
    planned: arrivals.length,
    deviceIds: devices.names,
    streams: ['all'],
    device: Uint32Array.from(arrivals, ({ deviceId }) => devices.indexOf(deviceId)),
    code: Uint16Array.from(arrivals, ({ alertCode }) => alertCode),
    stream: new Int16Array(arrivals.length),
    counter: Float64Array.from(arrivals, ({ originatorCounter }, id) => originatorCounter ?? id + 1),
    timeUs: Float64Array.from(arrivals, ({ timeUs }) => timeUs),
    timestampUs: Float64Array.from(arrivals, ({ timeUs, timestampUs = timeUs }) => timestampUs),
    payloadCrc: new Float64Array(arrivals.length).fill(PAYLOAD_CRC),
  };
}

function changed(history: History, rowFault: RowFault): History {
  const builder = new HistoryBuilder(history.header, history.length);
  for (let row = 0; row < history.length; row++) builder.add(rowFault(entryAt(history, row)));
  return builder.build();
}
