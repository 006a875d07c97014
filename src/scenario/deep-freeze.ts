// Plain data in, the same data out, closed to change all the way down: later stages share it between them.
// Never copies, and never touches anything but plain objects and arrays.

/** Freezes objects, arrays and what maps hold. A map or set itself is closed by its read-only type alone. */
export function deepFreeze<T>(data: T): T {
  if (typeof data === 'object' && data !== null && !Object.isFrozen(data)) {
    Object.freeze(data);
    for (const part of data instanceof Map ? data.values() : Object.values(data)) deepFreeze(part);
  }
  return data;
}
