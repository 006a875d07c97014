// Arrivals through a throttle on a clock that jumps from one to the next, and the history of that: what a run over MQTT
// would have recorded had every message taken no time at all. Opens no socket, waits for nothing, makes no object per
// Alert but the one that the throttle is shown.

import { ManualClock } from '../domain/clock.ts';
import { MAX_THROTTLE_FAULTS } from '../domain/limits.ts';
import type { Qos } from '../domain/qos.ts';
import type { History, HistoryHeader } from '../ledger/history.ts';
import { OUTCOME } from '../ledger/history.ts';
import { Interner } from '../ledger/interner.ts';
import { type Answer, ask } from '../throttle/ask.ts';
import type { Profile } from '../throttle/profile.ts';
import type { Throttle, ThrottleFactory } from '../throttle/throttle.ts';
import type { VirtualArrivals } from './virtual-arrivals.ts';

/** What names a virtual run in the header of its history. */
export type VirtualIdentity = Pick<HistoryHeader, 'scenario' | 'planHash' | 'seed' | 'timeScale' | 'qos'>;

/** One throttle being shown its arrivals, some at a time. */
export class VirtualDecisions {
  delivered = 0;
  discarded = 0;
  readonly #arrivals: VirtualArrivals;
  readonly #countedUs: Float64Array;
  readonly #countsBy: Profile['clock'];
  readonly #clock = new ManualClock();
  readonly #throttle: Throttle;
  readonly #reasons = new Interner();
  /** The reason given last and its number: a storm gives the same one again and again. */
  #reason = { text: '', index: -1 };
  readonly #columns: ReturnType<typeof columnsFor>;
  readonly #faults = new Map<number, string>();
  #decided = 0;

  constructor(arrivals: VirtualArrivals, factory: ThrottleFactory, profile: Profile) {
    this.#arrivals = arrivals;
    this.#countsBy = profile.clock;
    this.#countedUs = profile.clock === 'receipt' ? arrivals.timeUs : arrivals.timestampUs;
    this.#throttle = factory(profile, this.#clock);
    this.#columns = columnsFor(arrivals.length);
  }

  /** Arrivals that the throttle was shown. */
  get decided(): number {
    return this.#decided;
  }

  /** True once the throttle has failed too often to be asked again. */
  get givenUp(): boolean {
    return this.#faults.size >= MAX_THROTTLE_FAULTS;
  }

  get trackedKeys(): number {
    return this.#throttle.trackedKeys;
  }

  /** Shows the throttle its next arrivals, up to and not including this row. */
  decideUntil(row: number): void {
    const { deviceIds, device, code, counter, timeUs, length } = this.#arrivals;
    const until = Math.min(row, length);
    for (; this.#decided < until && !this.givenUp; this.#decided++) {
      const at = this.#decided;
      this.#clock.moveTo(timeUs[at]!);
      const answer = ask(this.#throttle, {
        deviceId: deviceIds[device[at]!]!,
        alertCode: code[at]!,
        originatorCounter: counter[at]!,
        timeUs: this.#countedUs[at]!,
      });
      this.#keep(at, answer);
    }
  }

  /** The history so far: what the throttle was not shown was never sent. */
  history(identity: VirtualIdentity): History {
    const { length, deviceIds, streams, timeUs, payloadCrc, timestampUs, ...same } = this.#arrivals;
    const decided = this.#decided;
    const happened = decided === length ? timeUs : knownUntil(timeUs, decided);
    const unknown = new Float64Array(length).fill(Number.NaN);
    return {
      ...same,
      ...this.#columns,
      header: {
        history: 1,
        ...identity,
        mode: 'virtual',
        planned: length,
        streams,
        receivedByQos: allOfQos(identity.qos, decided),
        refused: {},
        interrupted: decided < length,
      },
      length,
      deviceIds,
      reasons: this.#reasons.names,
      faults: this.#faults,
      plannedUs: timeUs,
      sentUs: happened,
      receivedUs: happened,
      timestampUs: this.#countsBy === 'receipt' ? unknown : knownUntil(timestampUs, decided),
      acknowledgedUs: unknown,
      payloadCrc: knownUntil(payloadCrc, decided),
    };
  }

  #keep(row: number, answer: Answer): void {
    const to = this.#columns;
    const { reason } = answer;
    if (reason !== this.#reason.text || this.#reason.index < 0) {
      this.#reason = { text: reason, index: this.#reasons.indexOf(reason) };
    }
    to.reason[row] = this.#reason.index;
    if (answer.fault !== undefined) this.#faults.set(row, answer.fault);
    if (answer.outcome !== 'deliver') {
      to.outcome[row] = OUTCOME[answer.outcome ?? 'none'];
      if (answer.outcome === 'discard') this.discarded++;
      return;
    }
    this.delivered++;
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

function columnsFor(length: number) {
  const unknown = (): Float64Array => new Float64Array(length).fill(Number.NaN);
  return {
    id: unknown().map((_, row) => row),
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
