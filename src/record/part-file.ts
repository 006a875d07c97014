// The parts that a scenario includes, as files of a record: no file there lies in a folder, so they are numbered. Names
// only; run.json says which path each of them had.

/** The file that holds the n-th part, counted from 0. */
export function partFile(index: number): string {
  return `part-${String(index + 1).padStart(2, '0')}.yaml`;
}

/** True when a file of this name holds a part. */
export function isPartFile(name: string): boolean {
  return /^part-\d{2}\.yaml$/.test(name);
}
