// Arrivals through a throttle on a clock that jumps from one to the next, and the history of that: what a run over MQTT
// would have recorded had every message taken no time at all. Opens no socket, waits for nothing, makes no object per
// Alert but the one that the throttle is shown.

import type { Qos } from '../domain/qos.ts';
import type { History, HistoryHeader } from '../ledger/history.ts';
import { OUTCOME } from '../ledger/history.ts';
import type { Answer } from '../throttle/ask.ts';
import type { AskedThrottle } from './asked-throttle.ts';
import type { VirtualArrivals } from './virtual-arrivals.ts';

/** What names a virtual run in the header of its history. */
export type VirtualIdentity = Pick<HistoryHeader, 'scenario' | 'planHash' | 'seed' | 'timeScale' | 'qos'>;

/** One throttle being shown arrivals: all of a run, or those that follow on others. */
export class VirtualDecisions {
  readonly #arrivals: VirtualArrivals;
  readonly #throttle: AskedThrottle;
  readonly #countedUs: Float64Array;
  readonly #columns: ReturnType<typeof columnsFor>;
  readonly #faults = new Map<number, string>();
  #decided = 0;

  constructor(arrivals: VirtualArrivals, throttle: AskedThrottle) {
    this.#arrivals = arrivals;
    this.#throttle = throttle;
    this.#countedUs = throttle.countsBy === 'receipt' ? arrivals.timeUs : arrivals.timestampUs;
    this.#columns = columnsFor(arrivals);
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
    const { id, outcome, reason, deliveredUs, copies, sequenceId, count, deliveredCrc } = this.#columns;
    const decided = this.#decided;
    const happened = decided === length ? timeUs : knownUntil(timeUs, decided);
    const unknown = new Float64Array(length).fill(Number.NaN);
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

  #keep(row: number, answer: Answer): void {
    const to = this.#columns;
    to.reason[row] = this.#throttle.reasonNumber(answer.reason);
    if (answer.fault !== undefined) this.#faults.set(row, answer.fault);
    if (answer.outcome !== 'deliver') {
      to.outcome[row] = OUTCOME[answer.outcome ?? 'none'];
      return;
    }
    to.outcome[row] = OUTCOME.deliver;
    to.deliveredUs[row] = this.#arrivals.timeUs[row]!;
    to.copies[row] = 1;
    to.deliveredCrc[row] = this.#arrivals.payloadCrc[row]!;
    const { metadata } = answer;
    if (metadata === undefined) return;
    to.sequenceId[row] = metadata.sequenceId ?? Number.NaN;
    to.count[row] = metadata.count ?? Number.NaN;
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

function columnsFor({ firstId, length }: VirtualArrivals) {
  const unknown = (): Float64Array => new Float64Array(length).fill(Number.NaN);
  const id = new Float64Array(length);
  for (let row = 0; row < length; row++) id[row] = firstId + row;
  return {
    id,
    outcome: new Uint8Array(length),
    reason: new Int16Array(length).fill(-1),
    deliveredUs: unknown(),
    copies: new Uint32Array(length),
    sequenceId: unknown(),
    count: unknown(),
    deliveredCrc: unknown(),
  };
}

/** The column as it is up to this row, and unknown from there on; itself where all of it is known. */
function knownUntil(column: Float64Array, row: number): Float64Array {
  return row === column.length ? column : column.slice().fill(Number.NaN, row);
}

function allOfQos(qos: Qos, count: number): [number, number, number] {
  return [qos === 0 ? count : 0, qos === 1 ? count : 0, qos === 2 ? count : 0];
}
