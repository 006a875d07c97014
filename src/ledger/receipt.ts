// When the throttle received each Alert: on record where it can be seen into, else the interval that the outside
// leaves open. From there an Alert was received after it was sent, and before the first sign that it had been:
// its own delivery or acknowledgement, or that of a later Alert of its Device, since one connection keeps order.

import type { History } from './history.ts';

/** Per row, the earliest and the latest moment of receipt, NaN where nothing shows that there was one. */
export interface Receipt {
  readonly earliestUs: Float64Array;
  readonly latestUs: Float64Array;
}

/** A History and its receipts. */
export interface ReceivedHistory {
  readonly history: History;
  readonly receipt: Receipt;
}

/** Reads the receipts of a History. Where they are on record both ends are the same column. */
export function receiptOf(history: History): Receipt {
  const { blackBox } = history.header;
  if (!blackBox) return { earliestUs: history.receivedUs, latestUs: history.receivedUs };
  const earliestUs = new Float64Array(history.length).fill(Number.NaN);
  const latestUs = earliestUs.slice();
  const signOfDeviceUs = new Float64Array(history.deviceIds.length).fill(Number.POSITIVE_INFINITY);
  for (let row = history.length - 1; row >= 0; row--) {
    const sentUs = history.sentUs[row]!;
    if (Number.isNaN(sentUs)) continue;
    const device = history.device[row]!;
    const signUs = Math.min(signOfDeviceUs[device]!, signOfRow(history, row, blackBox.slackUs));
    signOfDeviceUs[device] = signUs;
    if (signUs === Number.POSITIVE_INFINITY) continue;
    earliestUs[row] = sentUs;
    latestUs[row] = Math.max(sentUs, signUs);
  }
  return { earliestUs, latestUs };
}

/** A broker may acknowledge an Alert before it hands it on: that sign is `slackUs` late at most. */
function signOfRow({ deliveredUs, acknowledgedUs }: History, row: number, slackUs: number): number {
  const byDelivery = deliveredUs[row]!;
  const byAcknowledgement = acknowledgedUs[row]! + slackUs;
  if (Number.isNaN(byDelivery))
    return Number.isNaN(byAcknowledgement) ? Number.POSITIVE_INFINITY : byAcknowledgement;
  return Number.isNaN(byAcknowledgement) ? byDelivery : Math.min(byDelivery, byAcknowledgement);
}
