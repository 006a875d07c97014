// How many files and sockets this process may open. A run that needs more hangs without a word, so it is counted
// first.

interface ReportWithLimits {
  readonly userLimits?: {
    readonly open_files?: { readonly soft: number | string; readonly hard: number | string };
  };
}

/** The limit on open files, infinite where there is none or none can be read. */
export function openFileLimit(): number {
  const { userLimits } = process.report.getReport() as ReportWithLimits;
  // Node raises the soft limit to the hard one when it starts.
  const limit = Number(userLimits?.open_files?.soft);
  return Number.isFinite(limit) ? limit : Number.POSITIVE_INFINITY;
}
