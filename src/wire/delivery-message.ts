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
  const sequenceId =
    throttledAlertSequenceId === null ? '' : `"ThrottledAlertSequenceId":${throttledAlertSequenceId},`;
  const count = throttledAlertCount === null ? '' : `"ThrottledAlertCount":${throttledAlertCount},`;
  return Buffer.from(
    `{"deviceId":${JSON.stringify(deviceId)},"alertCode":"${formatAlertCode(alertCode)}",` +
      `${sequenceId}${count}"payload":"${payload.toString('base64')}"}`,
  );
}

/** A delivery as it is written here, in ASCII: read at less cost than any other JSON that says the same. */
const AS_WRITTEN = new RegExp(
  String.raw`^\{"deviceId":"([ !#-[\]-~]*)","alertCode":"([0-9A-F]{4})",` +
    String.raw`(?:"ThrottledAlertSequenceId":(0|[1-9]\d{0,9}),)?(?:"ThrottledAlertCount":(0|[1-9]\d{0,9}),)?` +
    String.raw`"payload":"([A-Za-z0-9+/=]*)"\}$`,
);

/** Reads a delivery; undefined when the bytes are none. */
export function readDelivery(bytes: Buffer): DeliveryMessage | undefined {
  const written = AS_WRITTEN.exec(bytes.toString('latin1'));
  if (written === null) return readAnyDelivery(bytes);
  const [, deviceId, alertCode, sequenceId, count, payload] = written;
  return {
    deviceId: deviceId!,
    alertCode: parseAlertCode(alertCode!)!,
    throttledAlertSequenceId: sequenceId === undefined ? null : Number(sequenceId),
    throttledAlertCount: count === undefined ? null : Number(count),
    payload: Buffer.from(payload!, 'base64'),
  };
}

function readAnyDelivery(bytes: Buffer): DeliveryMessage | undefined {
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
