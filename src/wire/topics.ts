// The two topic trees: Devices publish southbound of the throttle, Users subscribe northbound of it. MQTT is this
// harness's stand-in for the path into the Data Service Provider; the trees are its own.

import { formatAlertCode, parseAlertCode } from '../domain/alert-code.ts';
import { isDeviceId } from '../domain/device.ts';
import type { UserRole } from '../domain/user.ts';

/** Where a Device publishes its Alerts of one code. */
export function alertTopic(deviceId: string, alertCode: number): string {
  return `devices/${deviceId}/alerts/${formatAlertCode(alertCode)}`;
}

const ALERT_TOPIC = /^devices\/([^/]+)\/alerts\/([0-9A-F]{4})$/;

/** Reads an Alert topic; undefined when it is none. */
export function readAlertTopic(topic: string): { deviceId: string; alertCode: number } | undefined {
  const match = ALERT_TOPIC.exec(topic);
  if (!match || !isDeviceId(match[1]!)) return undefined;
  return { deviceId: match[1]!, alertCode: parseAlertCode(match[2]!)! };
}

/** Where a User is given the Alerts of one Device and code. */
export function deliveryTopic(user: UserRole, deviceId: string, alertCode: number): string {
  return `users/${user}/alerts/${deviceId}/${formatAlertCode(alertCode)}`;
}

/** The one filter a User subscribes to: everything addressed to it. */
export function userFilter(user: UserRole): string {
  return `users/${user}/alerts/#`;
}
