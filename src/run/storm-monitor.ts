// What is known of a storm while it goes on: counts from every side, the ledger rows that workers and sites have handed
// over, and the response time so far. Its counts feed progress events; the verdict rests on the rows alone.

import type { SiteCounts, SiteNews } from '../broker/site-protocol.ts';
import type { Clock } from '../domain/clock.ts';
import { type CollectedSites, collectedSites } from '../ledger/collected-sites.ts';
import type { DeliveryChunk } from '../ledger/delivery-ledger.ts';
import type { EmissionCollection } from '../ledger/emission-collection.ts';
import type { PlanIndex } from '../ledger/plan-index.ts';
import type { Sent } from '../ledger/sent.ts';
import type { SiteCollection } from '../ledger/site-collection.ts';
import { LatencyHistogram } from '../measure/latency-histogram.ts';
import type { EmissionPlan } from '../plan/emission-plan.ts';
import type { MeterNews } from '../simulator/meter-protocol.ts';
import type { StormFigures } from './progress.ts';

interface WorkerCounts {
  connected: number;
  sent: number;
  acknowledged: number;
  ready: boolean;
  tidied: boolean;
  allSent: boolean;
  allAcknowledged: boolean;
}

/** One site as it is known here. */
interface KnownSite {
  readonly collection: SiteCollection;
  /** The place in the plan's list of each Device of its deliveries, as their rows number them; -1 for strangers. */
  readonly plannedDevices: number[];
  port: number | null;
  tidied: boolean;
  counts: SiteCounts;
}

/** What collects the ledgers of a storm: one for all workers, one for each site. */
export interface StormCollections {
  readonly emissions: EmissionCollection;
  readonly sites: readonly SiteCollection[];
}

/** Adds up what the workers and the sites tell. */
export class StormMonitor {
  readonly #plan: EmissionPlan;
  readonly #index: PlanIndex;
  readonly #clock: Clock;
  readonly #timeScale: number;
  readonly #workers: WorkerCounts[];
  readonly #emissions: EmissionCollection;
  readonly #sites: KnownSite[];
  readonly #responses = new LatencyHistogram();
  #rateBase = { nowUs: 0, received: 0, perSecond: 0 };

  /** `index` is of the plan; so many workers and as many sites as there are collections tell of it. */
  constructor(
    plan: EmissionPlan,
    index: PlanIndex,
    workers: number,
    { emissions, sites }: StormCollections,
    clock: Clock,
    timeScale: number,
  ) {
    this.#plan = plan;
    this.#index = index;
    this.#clock = clock;
    this.#timeScale = timeScale;
    this.#workers = Array.from({ length: workers }, () => ({
      connected: 0,
      sent: 0,
      acknowledged: 0,
      ready: false,
      tidied: false,
      allSent: false,
      allAcknowledged: false,
    }));
    this.#emissions = emissions;
    this.#sites = sites.map((collection) => ({
      collection,
      plannedDevices: [],
      port: null,
      tidied: false,
      counts: { delivered: 0, discarded: 0, undecided: 0, throttledKeys: 0 },
    }));
  }

  heardWorker(worker: number, news: MeterNews): void {
    const counts = this.#workers[worker]!;
    switch (news.news) {
      case 'connecting':
        counts.connected = news.connected;
        break;
      case 'ready':
        counts.ready = true;
        break;
      case 'tidied':
        counts.tidied = true;
        break;
      case 'moved':
        counts.sent = news.sent;
        counts.acknowledged = news.acknowledged;
        this.#emissions.add(news.emissions);
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

  heardSite(index: number, news: Exclude<SiteNews, { news: 'given-up' }>): void {
    const site = this.#sites[index]!;
    if (news.news === 'listening') {
      site.port = news.port;
      return;
    }
    if (news.news === 'tidied') {
      site.tidied = true;
      return;
    }
    site.counts = news.counts;
    site.collection.addArrivals(news.arrivals);
  }

  /** Takes in what the Users of a site were given. */
  heardUsers(index: number, deliveries: DeliveryChunk): void {
    const { collection, plannedDevices } = this.#sites[index]!;
    collection.addDeliveries(deliveries);
    for (const id of deliveries.deviceIds) plannedDevices.push(this.#index.deviceOf(id));
    const { length, columns } = deliveries;
    for (let row = 0; row < length; row++) this.#respond(columns, plannedDevices, row);
  }

  /** What was handed over, as if there were but one worker and one site. */
  ledgers(): CollectedSites & { readonly sent: Sent } {
    const sent = this.#emissions.sent(this.#plan.length);
    return { sent, ...collectedSites(this.#sites.map(({ collection }) => collection.ledgers())) };
  }

  get allListening(): boolean {
    return this.#sites.every((site) => site.port !== null);
  }

  /** Where a site listens, once it does. */
  portOf(site: number): number {
    return this.#sites[site]!.port!;
  }

  /** Deliveries that reached a User. */
  get delivered(): number {
    return this.#sites.reduce((sum, { collection }) => sum + collection.delivered, 0);
  }

  get connected(): number {
    return this.#sum('connected');
  }

  get allReady(): boolean {
    return this.#workers.every((worker) => worker.ready);
  }

  /** Every site and every worker has collected its garbage. */
  get allTidied(): boolean {
    return this.#sites.every((site) => site.tidied) && this.#workers.every((worker) => worker.tidied);
  }

  get allSent(): boolean {
    return this.#workers.every((worker) => worker.allSent);
  }

  get allAcknowledged(): boolean {
    return this.#workers.every((worker) => worker.allAcknowledged);
  }

  get received(): number {
    return this.#count('delivered') + this.#count('discarded') + this.#count('undecided');
  }

  get sent(): number {
    return this.#sum('sent');
  }

  /** Nothing is under way: every Alert sent was received, and every one let through was given to its User. */
  get settled(): boolean {
    return this.allAcknowledged && this.received >= this.sent && this.delivered >= this.#count('delivered');
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
      discarded: this.#count('discarded'),
      throttledKeys: this.#count('throttledKeys'),
      ratePerSecond: this.#rate(nowUs),
      p99Ms: this.#responses.samples === 0 ? null : this.#responses.percentileUs(99) / 1_000,
    };
  }

  #count(count: keyof SiteCounts): number {
    return this.#sites.reduce((sum, { counts }) => sum + counts[count], 0);
  }

  /** Takes in how long a delivery took from its planned moment, if it can be told which one it is. */
  #respond(columns: DeliveryChunk['columns'], plannedDevices: readonly number[], row: number): void {
    const device = plannedDevices[columns.device[row]!]!;
    const alert = this.#index.alertOf(device, columns.counter[row]!, columns.code[row]!);
    // Of an Alert that is sent more than once, nobody knows yet which sending was given: it is left out.
    if (alert < 0 || this.#index.sendings(alert) > 1) return;
    const plannedUs = this.#plan.plannedUs[this.#index.rowOf(alert, 0)]!;
    this.#responses.record((columns.timeUs[row]! - plannedUs) / this.#timeScale);
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
