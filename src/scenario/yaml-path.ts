// The way from the root of a document to one of its values, and what can be done with it on plain data.
// Knows nothing of texts and places.

/** Where a value hangs in a document: map keys and list indices from the root. */
export type YamlPath = readonly (string | number)[];

/** True when the path leads to the start or into it. A list index and its text are the same step. */
export function startsWith(path: YamlPath, start: YamlPath): boolean {
  return start.every((step, depth) => String(path[depth]) === String(step));
}

/** The plain value at the path in a document; undefined when nothing is there. */
export function valueAt(document: unknown, path: YamlPath): unknown {
  let value = document;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
