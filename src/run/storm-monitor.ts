// What is known of a storm while it goes on: counts from every side, and the response time so far. Feeds progress
// events; the verdict never reads it.

import type { ThrottleGate } from '../broker/throttle-gate.ts';
import type { Clock } from '../domain/clock.ts';
import type { DeliveryEntry } from '../ledger/delivery-ledger.ts';
import { PlanIndex } from '../ledger/plan-index.ts';
import { LatencyHistogram } from '../measure/latency-histogram.ts';
import type { EmissionPlan } from '../plan/emission-plan.ts';
import type { MeterNews } from '../simulator/meter-protocol.ts';
import type { StormFigures } from './progress.ts';

interface WorkerCounts {
  connected: number;
  sent: number;
  acknowledged: number;
  ready: boolean;
  allSent: boolean;
  allAcknowledged: boolean;
}

/** Adds up what the workers, the gate and the Users tell. */
export class StormMonitor {
  delivered = 0;
  readonly #plan: EmissionPlan;
  readonly #index: PlanIndex;
  readonly #clock: Clock;
  readonly #timeScale: number;
  readonly #gate: ThrottleGate;
  readonly #workers: WorkerCounts[];
  readonly #responses = new LatencyHistogram();
  #rateBase = { nowUs: 0, received: 0, perSecond: 0 };

  constructor(plan: EmissionPlan, workers: number, gate: ThrottleGate, clock: Clock, timeScale: number) {
    this.#plan = plan;
    this.#index = new PlanIndex(plan);
    this.#gate = gate;
    this.#clock = clock;
    this.#timeScale = timeScale;
    this.#workers = Array.from({ length: workers }, () => ({
      connected: 0,
      sent: 0,
      acknowledged: 0,
      ready: false,
      allSent: false,
      allAcknowledged: false,
    }));
  }

  heard(worker: number, news: MeterNews): void {
    const counts = this.#workers[worker]!;
    switch (news.news) {
      case 'connecting':
        counts.connected = news.connected;
        break;
      case 'ready':
        counts.ready = true;
        break;
      case 'sending':
        counts.sent = news.sent;
        counts.acknowledged = news.acknowledged;
        break;
      case 'all-sent':
        counts.sent = news.sent;
        counts.allSent = true;
        break;
      case 'all-acknowledged':
        counts.allAcknowledged = true;
        break;
    }
  }

  delivery({ deviceId, alertCode, counter, timeUs }: DeliveryEntry): void {
    this.delivered++;
    const alert = counter === null ? -1 : this.#index.alertOf(deviceId, counter, alertCode);
    // Of an Alert that is sent more than once, nobody knows yet which sending was given: it is left out.
    if (alert < 0 || this.#index.sendings(alert) > 1) return;
    this.#responses.record((timeUs - this.#plan.plannedUs[this.#index.rowOf(alert, 0)]!) / this.#timeScale);
  }

  get connected(): number {
    return this.#sum('connected');
  }

  get allReady(): boolean {
    return this.#workers.every((worker) => worker.ready);
  }

  get allSent(): boolean {
    return this.#workers.every((worker) => worker.allSent);
  }

  get allAcknowledged(): boolean {
    return this.#workers.every((worker) => worker.allAcknowledged);
  }

  get received(): number {
    return this.#gate.delivered + this.#gate.discarded + this.#gate.undecided;
  }

  get sent(): number {
    return this.#sum('sent');
  }

  /** Nothing is under way: every Alert sent was received, and every one let through was given to its User. */
  get settled(): boolean {
    return this.allAcknowledged && this.received >= this.sent && this.delivered >= this.#gate.delivered;
  }

  /** Grows with every acknowledgement, arrival and delivery. */
  get moved(): number {
    return this.#sum('acknowledged') + this.received + this.delivered;
  }

  figures(): StormFigures {
    const nowUs = Math.max(0, this.#clock.nowUs());
    return {
      nowUs,
      connected: this.connected,
      offered: this.#plannedBy(nowUs),
      sent: this.sent,
      received: this.received,
      delivered: this.delivered,
      discarded: this.#gate.discarded,
      throttledKeys: this.#gate.throttledKeys,
      ratePerSecond: this.#rate(nowUs),
      p99Ms: this.#responses.samples === 0 ? null : this.#responses.percentileUs(99) / 1_000,
    };
  }

  #sum(count: 'connected' | 'sent' | 'acknowledged'): number {
    return this.#workers.reduce((sum, worker) => sum + worker[count], 0);
  }

  /** Alerts received per wall second, over at least half a second. */
  #rate(nowUs: number): number {
    const wallSeconds = (nowUs - this.#rateBase.nowUs) / this.#timeScale / 1e6;
    if (wallSeconds >= 0.5) {
      const perSecond = (this.received - this.#rateBase.received) / wallSeconds;
      this.#rateBase = { nowUs, received: this.received, perSecond };
    }
    return this.#rateBase.perSecond;
  }

  #plannedBy(nowUs: number): number {
    let low = 0;
    let high = this.#plan.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#plan.plannedUs[middle]! <= nowUs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
