// How many files and sockets this process may open, and how many it has. A run that needs more hangs without a word, so
// it is counted first.

import { readdirSync, statSync } from 'node:fs';

interface ReportWithLimits {
  readonly userLimits?: {
    readonly open_files?: { readonly soft: number | string; readonly hard: number | string };
  };
}

let limitRead: number | null = null;

/** The limit on open files, infinite where there is none or none can be read. It cannot change once Node runs. */
export function openFileLimit(): number {
  limitRead ??= readLimit();
  return limitRead;
}

/** A report tells of every open socket: with thousands of them it takes more than a second. */
function readLimit(): number {
  const { userLimits } = process.report.getReport() as ReportWithLimits;
  // Node raises the soft limit to the hard one when it starts.
  const limit = Number(userLimits?.open_files?.soft);
  return Number.isFinite(limit) ? limit : Number.POSITIVE_INFINITY;
}

const OPEN_FILES = '/proc/self/fd';

/** How many are open; NaN where the system does not say. */
export function openFiles(): number {
  try {
    // Kernels from 6.2 give the number as the directory's size. To list it costs a millisecond for some thousand files.
    const { size } = statSync(OPEN_FILES);
    return size > 0 ? size : readdirSync(OPEN_FILES).length;
  } catch {
    return Number.NaN;
  }
}

/** How many more may be opened; infinite where the system does not say. */
export function spareFiles(): number {
  const spare = openFileLimit() - openFiles();
  return Number.isNaN(spare) ? Number.POSITIVE_INFINITY : spare;
}
