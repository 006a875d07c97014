// A plan in, its SHA-256 out: two runs with the same fingerprint were asked to send the same Alerts at the
// same moments. It covers every fact that reaches the wire and nothing about how the work was shared. The Alerts' own
// times are covered where any is not its planned moment; where none is, there is nothing to add.

import { createHash } from 'node:crypto';
import type { EmissionPlan } from './emission-plan.ts';

/** Bytes of a row before its counter. */
const COUNTER = 14;
const TIMESTAMP_BYTES = 8;
const ROWS_PER_CHUNK = 4096;

/** SHA-256 of a plan, as hexadecimal text. Independent of the machine's byte order. */
export function fingerprint(plan: EmissionPlan): string {
  const hash = createHash('sha256');
  for (const { id, type, hub } of plan.devices)
    hash.update(`${id} ${type ?? 'unknown'} ${hub ?? 'unknown'}\n`);
  for (const { name, alertCode, recipient } of plan.streams)
    hash.update(`${name} ${alertCode} ${recipient}\n`);
  const { length, plannedUs, device, stream, counter, timestampUs } = plan;
  const ownTimes = timestampUs !== plannedUs && timestampUs.some((us, row) => us !== plannedUs[row]);
  const wideCounters = counter instanceof Float64Array;
  if (ownTimes) hash.update('timestamps\n');
  const timestamp = COUNTER + (wideCounters ? 8 : 4);
  const rowBytes = timestamp + (ownTimes ? TIMESTAMP_BYTES : 0);
  const chunk = new DataView(new ArrayBuffer(rowBytes * Math.min(length, ROWS_PER_CHUNK)));
  let end = 0;
  for (let row = 0; row < length; row++) {
    chunk.setFloat64(end, plannedUs[row]!, true);
    chunk.setUint32(end + 8, device[row]!, true);
    chunk.setUint16(end + 12, stream[row]!, true);
    if (wideCounters) chunk.setFloat64(end + COUNTER, counter[row]!, true);
    else chunk.setUint32(end + COUNTER, counter[row]!, true);
    if (ownTimes) chunk.setFloat64(end + timestamp, timestampUs[row]!, true);
    end += rowBytes;
    if (end < chunk.byteLength) continue;
    hash.update(chunk);
    end = 0;
  }
  return hash.update(new Uint8Array(chunk.buffer, 0, end)).digest('hex');
}
