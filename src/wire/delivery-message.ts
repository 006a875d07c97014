// What a User is given: the Alert's own bytes untouched, and beside them the part 2 metadata when the throttle
// gave any (SECMP0062 K10, K15). JSON in the place of the DUIS DeviceAlertMessage, with its field names.

import { formatAlertCode, parseAlertCode } from '../domain/alert-code.ts';
import { readJsonObject } from './alert-message.ts';

/** A delivery to a User. Metadata is null where the Alert carries none. */
export interface DeliveryMessage {
  readonly deviceId: string;
  readonly alertCode: number;
  readonly throttledAlertSequenceId: number | null;
  readonly throttledAlertCount: number | null;
  readonly payload: Buffer;
}

/** Writes a delivery. Absent metadata is left out, not written as null: both elements are optional in DUIS. */
export function writeDelivery(delivery: DeliveryMessage): Buffer {
  const { deviceId, alertCode, throttledAlertSequenceId, throttledAlertCount, payload } = delivery;
  return Buffer.from(
    JSON.stringify({
      deviceId,
      alertCode: formatAlertCode(alertCode),
      ThrottledAlertSequenceId: throttledAlertSequenceId ?? undefined,
      ThrottledAlertCount: throttledAlertCount ?? undefined,
      payload: payload.toString('base64'),
    }),
  );
}

/** Reads a delivery; undefined when the bytes are none. */
export function readDelivery(bytes: Buffer): DeliveryMessage | undefined {
  const message = readJsonObject(bytes);
  if (!message || typeof message.deviceId !== 'string' || typeof message.payload !== 'string')
    return undefined;
  const alertCode = typeof message.alertCode === 'string' ? parseAlertCode(message.alertCode) : undefined;
  if (alertCode === undefined) return undefined;
  return {
    deviceId: message.deviceId,
    alertCode,
    throttledAlertSequenceId: numberOrNull(message.ThrottledAlertSequenceId),
    throttledAlertCount: numberOrNull(message.ThrottledAlertCount),
    payload: Buffer.from(message.payload, 'base64'),
  };
}

const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);
