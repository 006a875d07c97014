// What it costs to append a row to the ledgers of a run, beside bare writes to typed arrays of as many columns that are
// large enough from the start.

import { DeliveryLedger } from '../../src/ledger/delivery-ledger.ts';
import { GateLedger } from '../../src/ledger/gate-ledger.ts';
import { sideBySide } from '../side-by-side.ts';

const ROWS = 50_000;
const DEVICES = 10_000;

/** Measures an append of either ledger; ledgers start empty and grow, as they do in a run. */
export async function benchLedgers(): Promise<void> {
  const deviceIds = Array.from({ length: DEVICES }, (_, n) => `device ${n}`);
  const deviceIdOf = (n: number) => deviceIds[(Math.imul(n, 2_654_435_761) >>> 0) % DEVICES]!;
  await sideBySide(
    `ledger append, ${ROWS.toLocaleString('en')} rows of ${DEVICES.toLocaleString('en')} Devices`,
    [
      { name: 'floor: seven typed-array writes', operations: ROWS, work: bareWrites },
      {
        name: 'delivery ledger',
        operations: ROWS,
        work: () => {
          const ledger = new DeliveryLedger();
          for (let n = 0; n < ROWS; n++) {
            ledger.append({
              deviceId: deviceIdOf(n),
              alertCode: 0x8f0a,
              counter: n,
              timeUs: n * 50,
              sequenceId: null,
              count: null,
              payloadCrc: n,
            });
          }
        },
      },
      {
        name: 'gate ledger',
        operations: ROWS,
        work: () => {
          const ledger = new GateLedger(deviceIds);
          for (let n = 0; n < ROWS; n++) {
            ledger.append({
              device: n % DEVICES,
              alertCode: 0x8f0a,
              counter: n,
              timeUs: n * 50,
              timestampUs: null,
              outcome: 'deliver',
              reason: 'below-threshold',
              fault: null,
              sequenceId: null,
              count: null,
              payloadCrc: n,
              qos: 1,
            });
          }
        },
      },
    ],
  );
}

function bareWrites(): void {
  const numbers = Array.from({ length: 4 }, () => new Float64Array(ROWS));
  const [counter, timeUs, sequenceId, count] = numbers as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const device = new Uint32Array(ROWS);
  const code = new Uint16Array(ROWS);
  const payloadCrc = new Uint32Array(ROWS);
  for (let n = 0; n < ROWS; n++) {
    device[n] = (Math.imul(n, 2_654_435_761) >>> 0) % DEVICES;
    code[n] = 0x8f0a;
    counter[n] = n;
    timeUs[n] = n * 50;
    sequenceId[n] = Number.NaN;
    count[n] = Number.NaN;
    payloadCrc[n] = n;
  }
}
