// A plan in, its SHA-256 out: two runs with the same fingerprint were asked to send the same Alerts at the
// same moments. It covers every fact that reaches the wire and nothing about how the work was shared. The Alerts' own
// times are covered where any is not its planned moment; where none is, there is nothing to add.

import { createHash } from 'node:crypto';
import type { EmissionPlan } from './emission-plan.ts';

const ROW_BYTES = 18;
const TIMESTAMP_BYTES = 8;
const ROWS_PER_CHUNK = 4096;

/** SHA-256 of a plan, as hexadecimal text. Independent of the machine's byte order. */
export function fingerprint(plan: EmissionPlan): string {
  const hash = createHash('sha256');
  for (const { id, type, hub } of plan.devices) hash.update(`${id} ${type} ${hub}\n`);
  for (const { name, alertCode, recipient } of plan.streams)
    hash.update(`${name} ${alertCode} ${recipient}\n`);
  const ownTimes = hasOwnTimes(plan);
  if (ownTimes) hash.update('timestamps\n');
  const rowBytes = ROW_BYTES + (ownTimes ? TIMESTAMP_BYTES : 0);
  const chunk = Buffer.alloc(rowBytes * Math.min(plan.length, ROWS_PER_CHUNK));
  let end = 0;
  for (let id = 0; id < plan.length; id++) {
    chunk.writeDoubleLE(plan.plannedUs[id]!, end);
    chunk.writeUInt32LE(plan.device[id]!, end + 8);
    chunk.writeUInt16LE(plan.stream[id]!, end + 12);
    chunk.writeUInt32LE(plan.counter[id]!, end + 14);
    if (ownTimes) chunk.writeDoubleLE(plan.timestampUs[id]!, end + ROW_BYTES);
    end += rowBytes;
    if (end === chunk.length) {
      hash.update(chunk);
      end = 0;
    }
  }
  return hash.update(chunk.subarray(0, end)).digest('hex');
}

function hasOwnTimes({ plannedUs, timestampUs }: EmissionPlan): boolean {
  return timestampUs !== plannedUs && timestampUs.some((us, id) => us !== plannedUs[id]);
}
