// What several broker sites have handed over, as one pair of ledgers: arrivals and deliveries of all of them in the
// order of their one clock, each arrival with the number of the gate it came to. Every Device belongs to one site, so
// no order within a key is ever touched.

import { type ColumnMakers, columnsOf, namesOf, type TypedColumn } from '../columns/growing-columns.ts';
import { interleaved } from '../columns/interleave.ts';
import { DELIVERY_COLUMNS, type DeliveryRows } from './delivery-ledger.ts';
import { GATE_COLUMNS, type GateRows } from './gate-ledger.ts';
import { Interner } from './interner.ts';

/** The ledgers of one site. */
export interface SiteLedgers {
  readonly gate: GateRows;
  readonly deliveries: DeliveryRows;
}

/** The ledgers of all sites together. */
export interface CollectedSites extends SiteLedgers {
  /** Per arrival, the site it came to; null where there is one only. */
  readonly gateOf: Uint8Array | null;
}

/** Puts the ledgers of all sites together. One site's are taken as they are. */
export function collectedSites(sites: readonly SiteLedgers[]): CollectedSites {
  const [only] = sites;
  if (only && sites.length === 1) return { ...only, gateOf: null };
  return {
    ...oneGate(sites.map(({ gate }) => gate)),
    deliveries: oneDelivery(sites.map((site) => site.deliveries)),
  };
}

function oneGate(gates: readonly GateRows[]): Pick<CollectedSites, 'gate' | 'gateOf'> {
  const places = placesOf(gates);
  const devices = new Interner();
  const reasons = new Interner();
  const deviceNumbers = gates.map(({ deviceIds }) => deviceIds.map((id) => devices.indexOf(id)));
  const reasonNumbers = gates.map((gate) => gate.reasons.map((reason) => reasons.indexOf(reason)));
  const columns = scattered(GATE_COLUMNS, gates, places);
  const gateOf = new Uint8Array(columns.device.length);
  const faults = new Map<number, string>();
  places.forEach((own, site) => {
    own.forEach((place) => {
      gateOf[place] = site;
      columns.device[place] = deviceNumbers[site]![columns.device[place]!]!;
      columns.reason[place] = reasonNumbers[site]![columns.reason[place]!]!;
    });
    for (const [row, fault] of gates[site]!.faults) faults.set(own[row]!, fault);
  });
  const withQos = (qos: 0 | 1 | 2): number => gates.reduce((sum, each) => sum + each.byQos[qos], 0);
  const byQos = [withQos(0), withQos(1), withQos(2)] as const;
  const { length } = columns.device;
  const gate = { length, columns, deviceIds: devices.names, reasons: reasons.names, faults, byQos };
  return { gate, gateOf };
}

function oneDelivery(ledgers: readonly DeliveryRows[]): DeliveryRows {
  const places = placesOf(ledgers);
  const devices = new Interner();
  const numbers = ledgers.map(({ deviceIds }) => deviceIds.map((id) => devices.indexOf(id)));
  const columns = scattered(DELIVERY_COLUMNS, ledgers, places);
  places.forEach((own, site) => {
    own.forEach((place) => {
      columns.device[place] = numbers[site]![columns.device[place]!]!;
    });
  });
  return { length: columns.device.length, columns, deviceIds: devices.names };
}

interface Timed<Columns> {
  readonly length: number;
  readonly columns: Columns;
}

function placesOf(ledgers: readonly Timed<{ readonly timeUs: Float64Array }>[]): Uint32Array[] {
  return interleaved(ledgers.map(({ columns, length }) => columns.timeUs.subarray(0, length)));
}

/** Every row in its place, with the numbers that it has in its own ledger. */
function scattered<Columns extends { [Name in keyof Columns]: TypedColumn }>(
  make: ColumnMakers<Columns>,
  ledgers: readonly Timed<Columns>[],
  places: readonly Uint32Array[],
): Columns {
  const all = columnsOf(
    make,
    places.reduce((sum, own) => sum + own.length, 0),
  );
  ledgers.forEach(({ columns }, site) => {
    for (const name of namesOf(all)) scatter(columns[name], places[site]!, all[name]);
  });
  return all;
}

/** One column at a time, so that the loop is compiled for few shapes. */
function scatter(from: TypedColumn, places: Uint32Array, to: TypedColumn): void {
  for (let row = 0; row < places.length; row++) to[places[row]!] = from[row]!;
}
