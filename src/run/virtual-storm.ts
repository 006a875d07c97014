// A plan carried out in virtual time: straight through the throttle, no socket in between, a large one slice by slice.
// Lets the event loop turn now and then, so that a signal is heard and somebody who watches sees something.

import { breathe, monotonicUs } from '../domain/clock.ts';
import { MAX_WHOLE_ALERTS, PROGRESS_MS } from '../domain/limits.ts';
import type { HistoryHeader } from '../ledger/history.ts';
import type { EmissionPlan } from '../plan/emission-plan.ts';
import { slicesOf } from '../plan/plan-slices.ts';
import type { Profile } from '../throttle/profile.ts';
import type { ThrottleFactory } from '../throttle/throttle.ts';
import { AskedThrottle } from './asked-throttle.ts';
import type { CarriedOut } from './carried-out.ts';
import { DecidedRows } from './decided-rows.ts';
import { DecisionRoom } from './decision-room.ts';
import type { RunListener } from './progress.ts';
import type { RunMeasures } from './run-measures.ts';
import { PlanArrivals } from './virtual-arrivals.ts';
import { VirtualDecisions, type VirtualIdentity, virtualHeader } from './virtual-decisions.ts';

/** Wall time between two turns of the event loop, unless one decision takes longer. */
const BREATH_MS = 25;
/** Arrivals after which the clock is looked at, at most: a fast throttle has decided so many within a breath. */
const MOST_ROWS = 16_384;

/** Alerts decided at a time where there are many: enough for nobody to notice where a slice ends. */
const SLICE_ALERTS = 250_000;

/** What a storm in virtual time needs to know. */
export interface VirtualOrder {
  readonly identity: VirtualIdentity;
  readonly plan: EmissionPlan;
  readonly profile: Profile;
  readonly throttle: ThrottleFactory;
  readonly onEvent: RunListener;
  readonly signal: AbortSignal;
  /** Takes what was decided, piece by piece. */
  readonly measures: RunMeasures;
  /** Alerts that are decided at a time; all of them where they are few, unless somebody says otherwise. */
  readonly sliceAlerts?: number;
  /** Alerts that are judged at a time, where there is more than one slice. */
  readonly partAlerts?: number;
}

/** Carries a plan out in virtual time, to its end or until the signal aborts. */
export async function virtualStorm(order: VirtualOrder): Promise<CarriedOut> {
  const { plan, profile, identity, measures, onEvent } = order;
  const { sliceAlerts = plan.length <= MAX_WHOLE_ALERTS ? plan.length : SLICE_ALERTS } = order;
  const rows = new DecidedRows(plan, profile.clock, order.partAlerts);
  const throttle = new AskedThrottle(order.throttle, profile);
  const arrivals = new PlanArrivals(plan);
  const room = new DecisionRoom();
  const pace = new Pace(throttle, order);
  const headerAfter = (asked: number): HistoryHeader =>
    virtualHeader(identity, arrivals.streams, plan.length, asked);
  measures.begin(headerAfter(plan.length));
  let firstId = 0;
  for (const slice of slicesOf(plan, sliceAlerts)) {
    const decisions = new VirtualDecisions(arrivals.of(slice, firstId), throttle, room);
    await pace.decideAll(decisions, slice.plannedUs);
    const history = decisions.history(identity);
    await measures.take(history);
    rows.add(history);
    firstId += slice.length;
  }
  onEvent({ event: 'judging' });
  return {
    run: rows.inParts(headerAfter(throttle.asked)),
    legs: null,
    workers: 0,
    trackedKeys: Number.isNaN(throttle.trackedKeys) ? null : throttle.trackedKeys,
    unacknowledged: 0,
    reconnects: 0,
    health: null,
  };
}

/** Shows a throttle some Alerts, breathes, and shows it more; says now and then how it goes. */
class Pace {
  readonly #throttle: AskedThrottle;
  readonly #order: Pick<VirtualOrder, 'signal' | 'onEvent'>;
  #rows = 1;
  #saidUs = monotonicUs();
  #saidAsked = 0;

  constructor(throttle: AskedThrottle, order: Pick<VirtualOrder, 'signal' | 'onEvent'>) {
    this.#throttle = throttle;
    this.#order = order;
  }

  async decideAll(decisions: VirtualDecisions, plannedUs: Float64Array): Promise<void> {
    const goesOn = (): boolean =>
      decisions.decided < plannedUs.length && !this.#throttle.givenUp && !this.#order.signal.aborted;
    for (let breathUs = monotonicUs(); goesOn(); ) {
      decisions.decideUntil(decisions.decided + this.#rows);
      const nowUs = monotonicUs();
      if (nowUs - breathUs < BREATH_MS * 1_000) {
        this.#rows = Math.min(MOST_ROWS, this.#rows * 2);
        continue;
      }
      this.#rows = Math.max(1, this.#rows >> 1);
      this.#tell(nowUs, plannedUs[decisions.decided - 1]!);
      await breathe();
      breathUs = monotonicUs();
    }
  }

  /** Nothing is connected, and nothing takes time: what is about that stays at nought and unknown. */
  #tell(wallUs: number, nowUs: number): void {
    const passedUs = wallUs - this.#saidUs;
    if (passedUs < PROGRESS_MS * 1_000) return;
    const { asked, delivered, discarded } = this.#throttle;
    const ratePerSecond = ((asked - this.#saidAsked) * 1e6) / passedUs;
    this.#saidUs = wallUs;
    this.#saidAsked = asked;
    const seen = { offered: asked, sent: asked, received: asked, delivered, discarded };
    const figures = { nowUs, connected: 0, ...seen, throttledKeys: null, ratePerSecond, p99Ms: null };
    this.#order.onEvent({ event: 'storm', figures });
  }
}
