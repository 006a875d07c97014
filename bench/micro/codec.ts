// What it costs to write and read an Alert and a delivery, beside the least that JSON can do with the same facts, and
// beside a copy of the same bytes.

import { readAlert, writeAlert } from '../../src/wire/alert-message.ts';
import { readDelivery, writeDelivery } from '../../src/wire/delivery-message.ts';
import { sideBySide } from '../side-by-side.ts';

const OPERATIONS = 2_000;
const DEVICE = '02-53-50-01-00-00-00-2A';
const CODE = 0x8f0a;
const RECIPIENT = 'Supplier';

/** Written out, not spread: spreading costs more than what is measured. */
const alertOf = (n: number) =>
  ({
    deviceId: DEVICE,
    alertCode: CODE,
    originatorCounter: n,
    recipient: RECIPIENT,
    timestampUs: n,
  }) as const;

/** Measures each direction of both messages. */
export async function benchCodec(): Promise<void> {
  const alert = writeAlert(alertOf(1_000));
  const facts = {
    deviceId: DEVICE,
    alertCode: CODE,
    throttledAlertSequenceId: 3,
    throttledAlertCount: 41,
    payload: alert,
  };
  const delivery = writeDelivery(facts);

  await versus('write an Alert', alert, {
    json: (n) => JSON.stringify(alertOf(n)),
    shipped: (n) => writeAlert(alertOf(n)),
  });
  const alertText = alert.toString();
  await versus('read an Alert', alert, {
    json: () => JSON.parse(alertText),
    shipped: () => readAlert(alert, DEVICE, CODE),
  });
  const inText = { ...facts, payload: alert.toString('base64') };
  await versus('write a delivery', delivery, {
    json: () => JSON.stringify(inText),
    shipped: () => writeDelivery(facts),
  });
  const deliveryText = delivery.toString();
  await versus('read a delivery', delivery, {
    json: () => JSON.parse(deliveryText),
    shipped: () => readDelivery(delivery),
  });
}

interface Ways {
  readonly json: (n: number) => unknown;
  readonly shipped: (n: number) => unknown;
}

async function versus(title: string, bytes: Buffer, { json, shipped }: Ways): Promise<void> {
  const times = (work: (n: number) => unknown) => () => {
    for (let n = 0; n < OPERATIONS; n++) kept = work(n);
  };
  await sideBySide(`codec: ${title}, ${bytes.length} B`, [
    { name: 'floor: a copy of the bytes', operations: OPERATIONS, work: times(() => Buffer.from(bytes)) },
    { name: 'JSON of the same facts, text only', operations: OPERATIONS, work: times(json) },
    { name: 'shipped codec', operations: OPERATIONS, work: times(shipped) },
  ]);
  if (kept === undefined) throw new Error(`${title} came to nothing`);
}

/** The last result, so that no work can be left out as unused. */
let kept: unknown;
