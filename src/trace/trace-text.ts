// An Alert that was recorded in, its line of a trace out, as NDJSON or as CSV: what `readTrace` reads. Nothing in it
// needs quotes but what JSON quotes.

import { formatAlertCode } from '../domain/alert-code.ts';
import type { UserRole } from '../domain/user.ts';
import { formatUtc } from './trace-time.ts';

/** One Alert as it was recorded. Null is not known. */
export interface RecordedAlert {
  /** Microseconds since 1970, UTC. */
  readonly timeUs: number;
  readonly device: string;
  readonly code: number;
  readonly counter: number | null;
  readonly recipient: UserRole | null;
  /** It was marked as possibly sent before. */
  readonly dup: boolean;
}

/** The first line of a CSV trace. */
export const CSV_HEAD = 'time,device,code,counter,recipient,dup\n';

/** The Alert as a line of CSV. */
export function csvLine({ timeUs, device, code, counter, recipient, dup }: RecordedAlert): string {
  const words = [formatUtc(timeUs), device, formatAlertCode(code), counter ?? '', recipient ?? '', dup || ''];
  return `${words.join(',')}\n`;
}

/** The Alert as a line of NDJSON; what is not known is left out. */
export function ndjsonLine({ timeUs, device, code, counter, recipient, dup }: RecordedAlert): string {
  return `${JSON.stringify({
    time: formatUtc(timeUs),
    device,
    code: formatAlertCode(code),
    counter: counter ?? undefined,
    recipient: recipient ?? undefined,
    dup: dup || undefined,
  })}\n`;
}
