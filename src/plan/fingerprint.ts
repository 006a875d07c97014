// A plan in, its SHA-256 out: two runs with the same fingerprint were asked to send the same Alerts at the
// same moments. It covers every fact that reaches the wire and nothing about how the work was shared.

import { createHash } from 'node:crypto';
import type { EmissionPlan } from './emission-plan.ts';

/** Bytes of a row before its counter. */
const COUNTER = 14;
const ROWS_PER_CHUNK = 4096;

/** SHA-256 of a plan, as hexadecimal text. Independent of the machine's byte order. */
export function fingerprint(plan: EmissionPlan): string {
  const hash = createHash('sha256');
  for (const { id, type, hub } of plan.devices)
    hash.update(`${id} ${type ?? 'unknown'} ${hub ?? 'unknown'}\n`);
  for (const { name, alertCode, recipient } of plan.streams)
    hash.update(`${name} ${alertCode} ${recipient}\n`);
  const wide = plan.counter instanceof Float64Array;
  const rowBytes = COUNTER + (wide ? 8 : 4);
  const chunk = Buffer.alloc(rowBytes * Math.min(plan.length, ROWS_PER_CHUNK));
  let end = 0;
  for (let id = 0; id < plan.length; id++) {
    chunk.writeDoubleLE(plan.plannedUs[id]!, end);
    chunk.writeUInt32LE(plan.device[id]!, end + 8);
    chunk.writeUInt16LE(plan.stream[id]!, end + 12);
    if (wide) chunk.writeDoubleLE(plan.counter[id]!, end + COUNTER);
    else chunk.writeUInt32LE(plan.counter[id]!, end + COUNTER);
    end += rowBytes;
    if (end === chunk.length) {
      hash.update(chunk);
      end = 0;
    }
  }
  return hash.update(chunk.subarray(0, end)).digest('hex');
}
