// How a sentence names the Alert that a throttle choked on. For messages only: no program reads it back.
// Names every part that it takes to find the Alert in a capture.

import { formatAlertCode } from '../domain/alert-code.ts';
import type { Arrival } from './throttle.ts';

/** The Alert of an arrival: `3 of Device 02-53-50-01-00-00-00-01, Alert Code 81C3`. */
export function nameOfArrival({ originatorCounter, deviceId, alertCode }: Arrival): string {
  return `${originatorCounter} of Device ${deviceId}, Alert Code ${formatAlertCode(alertCode)}`;
}
