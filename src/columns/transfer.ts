// The memory behind the columns of a value, so that they can be transferred to another thread instead of cloned. Who
// transfers a value has its columns no longer.

/** The buffer of every typed array in a value, each once. Plain objects and lists are looked into, nothing else is. */
export function buffersIn(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  collect(value, found);
  return [...found];
}

function collect(value: unknown, found: Set<ArrayBuffer>): void {
  if (typeof value !== 'object' || value === null) return;
  if (ArrayBuffer.isView(value)) {
    // A Buffer may lie in memory that it shares with others.
    if (!Buffer.isBuffer(value) && value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype) {
    for (const part of Object.values(value)) collect(part, found);
  }
}
