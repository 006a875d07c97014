// What one broker site and its Users have handed over, collected while the storm goes on: the latest rows in memory,
// all others in a file that the sites share. Chunks in, in their order; both ledgers out, once the file has them.

import { ColumnSpool } from '../columns/column-spool.ts';
import type { SpoolFile } from '../columns/spool-file.ts';
import type { SiteLedgers } from './collected-sites.ts';
import { DELIVERY_COLUMNS, type DeliveryChunk, type DeliveryLedger } from './delivery-ledger.ts';
import { GATE_COLUMNS, type GateChunk, type GateLedger } from './gate-ledger.ts';
import { Interner } from './interner.ts';

/** Collects the ledgers of one site. */
export class SiteCollection {
  readonly #gateDevices: readonly string[];
  readonly #gate: ColumnSpool<GateLedger['columns']>;
  readonly #reasons = new Interner();
  readonly #faults = new Map<number, string>();
  readonly #byQos: [number, number, number] = [0, 0, 0];
  readonly #deliveries: ColumnSpool<DeliveryLedger['columns']>;
  readonly #userDevices = new Interner();

  /** `deviceIds` are the site's; of either ledger so many rows stay in memory, and all others go to the file. */
  constructor(deviceIds: readonly string[], file: SpoolFile, rowsInMemory: number) {
    this.#gateDevices = deviceIds;
    this.#gate = new ColumnSpool(GATE_COLUMNS, rowsInMemory, file);
    this.#deliveries = new ColumnSpool(DELIVERY_COLUMNS, rowsInMemory, file);
  }

  addArrivals(gate: GateChunk): void {
    for (const [row, fault] of gate.faults) this.#faults.set(this.#gate.length + row, fault);
    this.#reasons.addNew(gate.reasons);
    gate.byQos.forEach((count, qos) => {
      this.#byQos[qos]! += count;
    });
    this.#gate.append(gate.columns, gate.length);
  }

  addDeliveries(deliveries: DeliveryChunk): void {
    this.#userDevices.addNew(deliveries.deviceIds);
    this.#deliveries.append(deliveries.columns, deliveries.length);
  }

  /** Deliveries so far. */
  get delivered(): number {
    return this.#deliveries.length;
  }

  /** Both ledgers, read back as a whole. */
  ledgers(): SiteLedgers {
    return {
      gate: {
        length: this.#gate.length,
        columns: this.#gate.read(),
        deviceIds: this.#gateDevices,
        reasons: this.#reasons.names,
        faults: this.#faults,
        byQos: this.#byQos,
      },
      deliveries: {
        length: this.#deliveries.length,
        columns: this.#deliveries.read(),
        deviceIds: this.#userDevices.names,
      },
    };
  }
}
