// The Alert a Device sends, as JSON bytes. To the throttle and to Users these bytes are a sealed payload: they are
// delivered unchanged (SECMP0062 K15). Text in a message is data: whatever it holds, reading it never throws.

import { formatAlertCode } from '../domain/alert-code.ts';
import { USER_ROLES, type UserRole } from '../domain/user.ts';

/** An Alert as its Device writes it. `timestampUs` is the moment in scenario time by the Device's own clock. */
export interface AlertMessage {
  readonly deviceId: string;
  readonly alertCode: number;
  readonly originatorCounter: number;
  readonly recipient: UserRole;
  readonly timestampUs: number;
}

/** What must be read of a received Alert to route and identify it. */
export interface AlertEnvelope {
  readonly originatorCounter: number;
  readonly recipient: UserRole;
  /** The Alert's own time, microseconds. */
  readonly timestampUs: number;
}

/** Writes an Alert, by hand because a storm is made of them. The same Alert always gives the same bytes. */
export function writeAlert(alert: AlertMessage): Buffer {
  const { deviceId, alertCode, originatorCounter, recipient, timestampUs } = alert;
  return Buffer.from(
    `{"deviceId":${JSON.stringify(deviceId)},"alertCode":"${formatAlertCode(alertCode)}",` +
      `"originatorCounter":${originatorCounter},"recipient":"${recipient}","timestampUs":${timestampUs}}`,
  );
}

/** An Alert as it is written here, in ASCII: read at less cost than any other JSON that says the same. */
const AS_WRITTEN = new RegExp(
  String.raw`^\{"deviceId":"([ !#-[\]-~]*)","alertCode":"([0-9A-F]{4})",` +
    String.raw`"originatorCounter":(0|[1-9]\d{0,14}),"recipient":"(\w+)","timestampUs":(-?(?:0|[1-9]\d{0,14}))\}$`,
);

/** Reads an Alert's counter and recipient; undefined when the bytes are no Alert of this Device and code. */
export function readAlert(bytes: Buffer, deviceId: string, alertCode: number): AlertEnvelope | undefined {
  const written = AS_WRITTEN.exec(bytes.toString('latin1'));
  if (written === null) return readAnyAlert(bytes, deviceId, alertCode);
  const [, device, code, counter, recipient, timestamp] = written;
  if (device !== deviceId || code !== formatAlertCode(alertCode) || !isUserRole(recipient)) return undefined;
  return { originatorCounter: Number(counter), recipient, timestampUs: Number(timestamp) };
}

function readAnyAlert(bytes: Buffer, deviceId: string, alertCode: number): AlertEnvelope | undefined {
  const alert = readJsonObject(bytes);
  if (!alert || alert.deviceId !== deviceId || alert.alertCode !== formatAlertCode(alertCode))
    return undefined;
  const { originatorCounter, recipient, timestampUs } = alert;
  if (!isCounter(originatorCounter) || !isUserRole(recipient)) return undefined;
  if (!Number.isSafeInteger(timestampUs)) return undefined;
  return { originatorCounter, recipient, timestampUs: timestampUs as number };
}

/** Reads bytes as a JSON object; undefined when they are anything else. */
export function readJsonObject(bytes: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

const isCounter = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isUserRole = (value: unknown): value is UserRole => USER_ROLES.some((role) => role === value);
