// When the Alerts of one stream on one Device are sent again. Chance comes from a random stream of its own, so that all
// Alerts are due when they would be due without, and only the further sendings are added.

import { formatAlertCode } from '../domain/alert-code.ts';
import { randomStream } from '../domain/random.ts';
import { WHOLE } from '../domain/share.ts';
import type { StreamSpec } from '../scenario/scenario.ts';

/** From the moment of an Alert to those at which it is sent again, ascending, all before the end of the stream. */
export type Resending = (timeUs: number) => readonly number[];

const NEVER: readonly number[] = [];

/** Decides for one stream on one Device. It must be asked about each Alert once, in order of time. */
export function resendingOf(stream: StreamSpec, seed: number, deviceIndex: number): Resending {
  const { name, alertCode, resend, untilUs } = stream;
  if (!resend) return () => NEVER;
  const { share, afterUs, times } = resend;
  const random = randomStream(seed, `resend:${name}:${formatAlertCode(alertCode)}`, deviceIndex);
  return (timeUs) => {
    if (random.uniform() * WHOLE.millionths >= share.millionths) return NEVER;
    const inTime = Math.ceil((untilUs - timeUs) / afterUs) - 1;
    return Array.from({ length: Math.min(times, inTime) }, (_, nth) => timeUs + (nth + 1) * afterUs);
  };
}
