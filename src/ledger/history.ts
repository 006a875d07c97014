// The history of a run: one row per arrival in arrival order, then the planned Alerts that never arrived,
// then deliveries nobody planned. Columns, not objects, so that ten million rows fit. Everything that judges
// or reports reads this and nothing else.

import type { Qos } from '../domain/qos.ts';
import type { ResourceUse } from '../domain/resource-use.ts';

/** What the throttle said of an arrival; null where it said nothing, was never asked or cannot be seen into. */
export type Outcome = 'deliver' | 'discard' | null;

/** One row as it stands in `history.ndjson.gz`. Times are scenario-time microseconds; null is "not known". */
export interface HistoryEntry {
  /** Row of the plan, one for each sending of an Alert; null for what nobody planned. */
  readonly id: number | null;
  readonly device: string;
  readonly code: string;
  readonly counter: number;
  readonly stream: string | null;
  readonly planned: number | null;
  readonly sent: number | null;
  readonly received: number | null;
  readonly outcome: Outcome;
  /** The throttle's own word; without an outcome, a word for why there is none, where that is known. */
  readonly reason: string | null;
  readonly delivered: number | null;
  /** How many times a User was given it. */
  readonly copies: number;
  readonly seq: number | null;
  readonly count: number | null;
  /** CRC-32 of the payload as sent, eight hexadecimal digits. */
  readonly payload: string | null;
  readonly deliveredPayload: string | null;
  /** The Alert's own time, as its Device wrote it: there when the throttle counted by it, else left out. */
  readonly timestamp?: number;
  /** When the sender was told that the broker has it; left out when it never was. */
  readonly acknowledged?: number;
  /** What the throttle did instead of deciding in time: there when it did, else left out. */
  readonly fault?: string;
  /** Which gate it came to, from 0; left out where there was one only. */
  readonly gate?: number;
}

/** First line of the file: what must be known to judge the rows. */
export interface HistoryHeader {
  readonly history: 1;
  readonly scenario: string;
  readonly planHash: string;
  readonly seed: number;
  readonly mode: 'mqtt' | 'virtual';
  readonly timeScale: number;
  readonly qos: Qos;
  /** Alerts in the plan; rows with a plan id are at least as many. */
  readonly planned: number;
  readonly streams: readonly string[];
  /** Arrivals at the gate by the quality of service they came with: QoS 0, 1, 2. */
  readonly receivedByQos: readonly [number, number, number];
  /** Publications the broker refused, by reason. They never reached the throttle. */
  readonly refused: Readonly<Record<string, number>>;
  /** True when the run was stopped before its plan was through. */
  readonly interrupted: boolean;
  /** How many brokers with a throttle of their own shared the Devices; left out when it was one. */
  readonly gates?: number;
  /** How far the harness used up what it needs; there when it was measured. */
  readonly health?: readonly ResourceUse[];
  /** There when nobody could see into the throttle: no row has `received`, `outcome` or `reason`. */
  readonly blackBox?: BlackBox;
}

/** What is assumed where the throttle cannot be seen into. */
export interface BlackBox {
  /** How long after acknowledging an Alert the broker may still be handing it to the throttle, scenario time. */
  readonly slackUs: number;
}

/** A history that can be read row by row, without holding rows as objects. */
export interface History {
  readonly header: HistoryHeader;
  readonly length: number;
  readonly deviceIds: readonly string[];
  readonly reasons: readonly string[];
  /** What the throttle did instead of deciding in time, by row: few, whatever the length. */
  readonly faults: ReadonlyMap<number, string>;
  /** Plan id, -1 when nobody planned it. */
  readonly id: Float64Array;
  /** Index into `deviceIds`. */
  readonly device: Uint32Array;
  readonly code: Uint16Array;
  readonly counter: Float64Array;
  /** Index into `header.streams`, -1 when unknown. */
  readonly stream: Int16Array;
  /** NaN where not known, as all times here. */
  readonly plannedUs: Float64Array;
  readonly sentUs: Float64Array;
  readonly receivedUs: Float64Array;
  /** `OUTCOME` numbers. */
  readonly outcome: Uint8Array;
  /** Index into `reasons`, -1 when there is none. */
  readonly reason: Int16Array;
  readonly deliveredUs: Float64Array;
  readonly copies: Uint32Array;
  /** NaN where the Alert carries none, as `count`. */
  readonly sequenceId: Float64Array;
  readonly count: Float64Array;
  /** CRC-32, NaN where not known, as `deliveredCrc`. */
  readonly payloadCrc: Float64Array;
  readonly deliveredCrc: Float64Array;
  /** NaN unless the throttle counted by the Alerts' own times. */
  readonly timestampUs: Float64Array;
  readonly acknowledgedUs: Float64Array;
  /** The gate each row came to; not there where there was one only. */
  readonly gate?: Uint8Array;
}

/** How many gates there were. */
export function gatesOf({ header }: History): number {
  return header.gates ?? 1;
}

/** Which gate a row came to, from 0. */
export function gateOf({ gate }: History, row: number): number {
  return gate?.[row] ?? 0;
}

/** How outcomes are stored in the `outcome` column. */
export const OUTCOME = { none: 0, deliver: 1, discard: 2 } as const;

/** The outcome that a number of the `outcome` column stands for. */
export function outcomeOf(stored: number): Outcome {
  if (stored === OUTCOME.none) return null;
  return stored === OUTCOME.deliver ? 'deliver' : 'discard';
}
