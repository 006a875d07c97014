// One timer for all connections of a thread, however many there are: each is told when another second has passed.
// It does not keep the process alive; the sockets do.

import { every } from '../domain/clock.ts';

/** Something that counts seconds. */
export interface Ticking {
  second(): void;
}

const SECOND_MS = 1_000;

const ticking = new Set<Ticking>();
let stop: (() => void) | null = null;

/** Begins to tell it of every second. */
export function countSeconds(connection: Ticking): void {
  ticking.add(connection);
  stop ??= every(SECOND_MS, () => {
    for (const each of ticking) each.second();
  });
}

/** Tells it no more. */
export function countNoSeconds(connection: Ticking): void {
  ticking.delete(connection);
  if (ticking.size > 0) return;
  stop?.();
  stop = null;
}
