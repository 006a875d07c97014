// Ledgers in pieces and from several sites: rows handed over in any pieces are the ledger itself; those of several sites
// are one ledger in order of time, with every Device, reason and fault where it belongs.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpoolFile } from '../../src/columns/spool-file.ts';
import { type CollectedSites, collectedSites } from '../../src/ledger/collected-sites.ts';
import { DeliveryLedger } from '../../src/ledger/delivery-ledger.ts';
import { GateLedger } from '../../src/ledger/gate-ledger.ts';
import { SiteCollection } from '../../src/ledger/site-collection.ts';
import { runs, SEED } from '../support/seed.ts';
import { arrival, delivery } from './ledgers-of.ts';

const SITES = 3;
/** So few that the file they share is used. */
const ROWS_IN_MEMORY = 4;

/** Something that happens: at which site, to which of its Devices, and whether rows are handed over after it. */
const anyEvents = fc.array(
  fc.record({
    site: fc.nat({ max: SITES - 1 }),
    device: fc.nat({ max: 2 }),
    gapUs: fc.nat({ max: 2 }),
    reason: fc.constantFrom('one', 'two', 'three'),
    faulty: fc.boolean(),
    handOver: fc.boolean(),
  }),
  { maxLength: 60 },
);

type Events = typeof anyEvents extends fc.Arbitrary<infer Value> ? Value : never;

const deviceId = (site: number, device: number): string => `site ${site} device ${device}`;

/** The ledgers of so many sites after these events, as they are put together on the other side. */
async function handedOver(events: Events, sites: number): Promise<CollectedSites> {
  const known = Array.from({ length: sites }, (_, site) => [0, 1, 2].map((device) => deviceId(site, device)));
  const own = known.map((ids) => ({ gate: new GateLedger(ids), deliveries: new DeliveryLedger() }));
  const file = new SpoolFile();
  const other = known.map((ids) => new SiteCollection(ids, file, ROWS_IN_MEMORY));
  const handOver = (site: number): void => {
    const { gate, deliveries } = own[site]!;
    other[site]!.addArrivals(structuredClone(gate.take()));
    other[site]!.addDeliveries(deliveries.take());
  };
  let timeUs = 0;
  events.forEach((event, counter) => {
    const site = event.site % sites;
    const { device, reason, faulty } = event;
    timeUs += event.gapUs;
    own[site]!.gate.append(
      arrival({ device, counter, timeUs, reason, fault: faulty ? `fault ${counter}` : null }),
    );
    own[site]!.deliveries.append(delivery({ deviceId: deviceId(site, device), counter, timeUs }));
    if (event.handOver) handOver(site);
  });
  for (let site = 0; site < sites; site++) handOver(site);
  await file.written();
  const all = collectedSites(other.map((site) => site.ledgers()));
  await file.close();
  return all;
}

/** What a reader sees of the ledgers, row by row. */
function rowsOf({ gate, deliveries, gateOf }: CollectedSites) {
  const arrivals = Array.from({ length: gate.length }, (_, row) => ({
    device: gate.deviceIds[gate.columns.device[row]!],
    counter: gate.columns.counter[row],
    timeUs: gate.columns.timeUs[row],
    reason: gate.reasons[gate.columns.reason[row]!],
    fault: gate.faults.get(row) ?? null,
    gate: gateOf?.[row] ?? 0,
  }));
  const given = Array.from({ length: deliveries.length }, (_, row) => ({
    device: deliveries.deviceIds[deliveries.columns.device[row]!],
    counter: deliveries.columns.counter[row],
    timeUs: deliveries.columns.timeUs[row],
  }));
  return { arrivals, given, byQos: [...gate.byQos] };
}

/** What happened, in the order of time and, at the same time, of the sites. */
function expected(events: Events, sites: number) {
  let timeUs = 0;
  const all = events.map((event, counter) => {
    timeUs += event.gapUs;
    const gate = event.site % sites;
    const { reason, faulty } = event;
    const fault = faulty ? `fault ${counter}` : null;
    return { device: deviceId(gate, event.device), counter, timeUs, reason, fault, gate };
  });
  const arrivals = all.toSorted((one, other) => one.timeUs - other.timeUs || one.gate - other.gate);
  const given = arrivals.map(({ device, counter, timeUs: at }) => ({ device, counter, timeUs: at }));
  return { arrivals, given, byQos: [0, events.length, 0] };
}

describe(`ledgers that are handed over (seed ${SEED})`, () => {
  it.each([1, 2, SITES])('by %i sites in any pieces lose nothing and keep their order', async (sites) => {
    await fc.assert(
      fc.asyncProperty(anyEvents, async (events) => {
        expect(rowsOf(await handedOver(events, sites))).toEqual(expected(events, sites));
      }),
      runs(200),
    );
  });
});
