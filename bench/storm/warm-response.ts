// Response times of a run once it is warm, read off its history: from the planned moment to the User, of Alerts planned after
// the first fifth. What a process costs in its first second is no figure of the rate it keeps.

import { readHistory } from '../../src/ledger/history-file.ts';
import { historyPath } from '../../src/record/write-record.ts';

const WARM_AFTER = 0.2;

/** Milliseconds of wall time; the run's time scale must be 1. */
export interface ResponseTimes {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Reads the record in this directory. */
export async function warmResponse(directory: string, durationUs: number): Promise<ResponseTimes> {
  const { plannedUs, deliveredUs } = await readHistory(historyPath(directory));
  const warm = (planned: number, row: number): boolean =>
    planned >= WARM_AFTER * durationUs && !Number.isNaN(deliveredUs[row]!);
  const took = deliveredUs.map((us, row) => us - plannedUs[row]!);
  const ascending = took.filter((_, row) => warm(plannedUs[row]!, row)).sort();
  const at = (share: number): number =>
    (ascending[Math.floor(share * ascending.length)] ?? Number.NaN) / 1_000;
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
}
