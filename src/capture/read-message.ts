// A message and where to look in it, in; the Alert that it is, or the reason why it is none, out. Whatever anybody
// publishes, reading it never throws.

import { parseAlertCode } from '../domain/alert-code.ts';
import type { UserRole } from '../domain/user.ts';
import { counterOf, deviceOf, recipientOf } from '../trace/trace-row.ts';
import { readJsonObject } from '../wire/alert-message.ts';
import type { TopicFields } from './topic-pattern.ts';

/** What a payload may tell of an Alert. */
export const PAYLOAD_FIELDS = ['device', 'code', 'counter', 'recipient'] as const;

/** Where in a JSON payload each of them is, as a dotted path. */
export type PayloadPaths = Readonly<Record<(typeof PAYLOAD_FIELDS)[number], string>>;

/** Where they are in stormproof's own Alerts. */
export const OWN_PATHS: PayloadPaths = {
  device: 'deviceId',
  code: 'alertCode',
  counter: 'originatorCounter',
  recipient: 'recipient',
};

/** Why a message is no Alert. */
export const UNREADABLE = {
  payload: 'the payload is no JSON object',
  'no-device': 'no Device ID where it should be',
  device: 'a Device ID that is no EUI-64',
  'no-code': 'no Alert Code where it should be',
  code: 'an Alert Code that is none',
  counter: 'an originator counter that is no whole number',
  topic: 'a topic that the pattern does not fit',
  retained: 'kept by the broker from before the capture',
} as const;

/** One reason. */
export type Unreadable = keyof typeof UNREADABLE;

/** What a message tells of its Alert. */
export interface ReadAlert {
  readonly device: string;
  readonly code: number;
  readonly counter: number | null;
  readonly recipient: UserRole | null;
}

/** Reads a message. What the topic tells goes before what the payload does. */
export function readMessage(told: TopicFields, payload: Buffer, paths: PayloadPaths): ReadAlert | Unreadable {
  const json = readJsonObject(payload);
  const value = (field: keyof PayloadPaths): unknown =>
    (field === 'recipient' ? undefined : told[field]) ?? (json && at(json, paths[field]));
  const [writtenDevice, writtenCode, writtenCounter] = [value('device'), value('code'), value('counter')];
  if (json === undefined && (writtenDevice === undefined || writtenCode === undefined)) return 'payload';
  if (isNothing(writtenDevice)) return 'no-device';
  const device = deviceOf(writtenDevice);
  if (device === undefined) return 'device';
  if (isNothing(writtenCode)) return 'no-code';
  const code = typeof writtenCode === 'string' ? parseAlertCode(writtenCode) : undefined;
  if (code === undefined) return 'code';
  const counter = isNothing(writtenCounter) ? null : counterOf(writtenCounter);
  if (counter === undefined) return 'counter';
  return { device, code, counter, recipient: recipientOf(value('recipient')) ?? null };
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function at(json: Readonly<Record<string, unknown>>, path: string): unknown {
  let value: unknown = json;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return value;
}
