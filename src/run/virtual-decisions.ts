// Arrivals through a throttle on a clock that jumps from one to the next, and the history of that: what a run over MQTT
// would have recorded had every message taken no time at all. Opens no socket, waits for nothing, makes no object per
// Alert but the one that the throttle is shown.

import type { Qos } from '../domain/qos.ts';
import type { History, HistoryHeader } from '../ledger/history.ts';
import { OUTCOME } from '../ledger/history.ts';
import type { Answer } from '../throttle/ask.ts';
import type { AskedThrottle } from './asked-throttle.ts';
import { type DecisionColumns, DecisionRoom } from './decision-room.ts';
import type { VirtualArrivals } from './virtual-arrivals.ts';

/** What names a virtual run in the header of its history. */
export type VirtualIdentity = Pick<HistoryHeader, 'scenario' | 'planHash' | 'seed' | 'timeScale' | 'qos'>;

/** One throttle being shown arrivals: all of a run, or those that follow on others. */
export class VirtualDecisions {
  readonly #arrivals: VirtualArrivals;
  readonly #throttle: AskedThrottle;
  readonly #countedUs: Float64Array;
  readonly #columns: DecisionColumns;
  readonly #faults = new Map<number, string>();
  #decided = 0;

  /** @param room where decisions are kept: the history is good until somebody else decides there */
  constructor(arrivals: VirtualArrivals, throttle: AskedThrottle, room = new DecisionRoom()) {
    this.#arrivals = arrivals;
    this.#throttle = throttle;
    this.#countedUs = throttle.countsBy === 'receipt' ? arrivals.timeUs : arrivals.timestampUs;
    this.#columns = room.lend(arrivals.length);
    for (let row = 0; row < arrivals.length; row++) this.#columns.id[row] = arrivals.firstId + row;
  }

  /** Arrivals of these that the throttle was shown. */
  get decided(): number {
    return this.#decided;
  }

  /** Shows the throttle its next arrivals, up to and not including this row. */
  decideUntil(row: number): void {
    const { deviceIds, device, code, counter, timeUs, length } = this.#arrivals;
    const until = Math.min(row, length);
    for (; this.#decided < until && !this.#throttle.givenUp; this.#decided++) {
      const at = this.#decided;
      const answer = this.#throttle.decide(timeUs[at]!, {
        deviceId: deviceIds[device[at]!]!,
        device: device[at]!,
        alertCode: code[at]!,
        originatorCounter: counter[at]!,
        timeUs: this.#countedUs[at]!,
      });
      this.#keep(at, answer);
    }
  }

  /**
   * The history so far: what the throttle was not shown was never sent. Every field by name: of objects that are put
   * together from others each has a shape of its own, and all that reads histories would be compiled anew for each.
   */
  history(identity: VirtualIdentity): History {
    const { firstId, length, planned, streams, timeUs, payloadCrc, timestampUs } = this.#arrivals;
    const { deviceIds, device, code, stream, counter } = this.#arrivals;
    const { id, outcome, reason, deliveredUs, copies, sequenceId, count, deliveredCrc, unknown } =
      this.#columns;
    const decided = this.#decided;
    leaveUndecided(this.#columns, decided);
    const happened = decided === length ? timeUs : knownUntil(timeUs, decided);
    return {
      header: virtualHeader(identity, streams, planned, firstId + decided),
      length,
      deviceIds,
      reasons: this.#throttle.reasons,
      faults: this.#faults,
      id,
      device,
      code,
      counter,
      stream,
      plannedUs: timeUs,
      sentUs: happened,
      receivedUs: happened,
      outcome,
      reason,
      deliveredUs,
      copies,
      sequenceId,
      count,
      deliveredCrc,
      timestampUs: this.#throttle.countsBy === 'receipt' ? unknown : knownUntil(timestampUs, decided),
      acknowledgedUs: unknown,
      payloadCrc: knownUntil(payloadCrc, decided),
    };
  }

  /** Every column is written: the room holds what was decided there before. */
  #keep(row: number, answer: Answer): void {
    const to = this.#columns;
    const delivered = answer.outcome === 'deliver';
    const metadata = delivered ? answer.metadata : undefined;
    to.reason[row] = this.#throttle.reasonNumber(answer.reason);
    to.outcome[row] = delivered ? OUTCOME.deliver : OUTCOME[answer.outcome ?? 'none'];
    to.deliveredUs[row] = delivered ? this.#arrivals.timeUs[row]! : Number.NaN;
    to.copies[row] = delivered ? 1 : 0;
    to.deliveredCrc[row] = delivered ? this.#arrivals.payloadCrc[row]! : Number.NaN;
    to.sequenceId[row] = metadata?.sequenceId ?? Number.NaN;
    to.count[row] = metadata?.count ?? Number.NaN;
    if (answer.fault !== undefined) this.#faults.set(row, answer.fault);
  }
}

/** The header of a run that got so far. */
export function virtualHeader(
  identity: VirtualIdentity,
  streams: readonly string[],
  planned: number,
  decided: number,
): HistoryHeader {
  return {
    history: 1,
    ...identity,
    mode: 'virtual',
    planned,
    streams,
    receivedByQos: allOfQos(identity.qos, decided),
    refused: {},
    interrupted: decided < planned,
  };
}

/** Nothing was decided from this row on. */
function leaveUndecided(columns: DecisionColumns, row: number): void {
  const { outcome, reason, deliveredUs, copies, sequenceId, count, deliveredCrc } = columns;
  outcome.fill(OUTCOME.none, row);
  reason.fill(-1, row);
  copies.fill(0, row);
  for (const column of [deliveredUs, sequenceId, count, deliveredCrc]) column.fill(Number.NaN, row);
}

/** The column as it is up to this row, and unknown from there on; itself where all of it is known. */
function knownUntil(column: Float64Array, row: number): Float64Array {
  return row === column.length ? column : column.slice().fill(Number.NaN, row);
}

function allOfQos(qos: Qos, count: number): [number, number, number] {
  return [qos === 0 ? count : 0, qos === 1 ? count : 0, qos === 2 ? count : 0];
}
