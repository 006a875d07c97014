// Changed decisions counted by key, the pair (Device, Alert Code). Numbers per key, nothing per row; the
// keys with the most changes come out by name.

import { formatAlertCode } from '../domain/alert-code.ts';
import { MAX_CHANGED_KEYS } from '../domain/limits.ts';
import type { History } from '../ledger/history.ts';
import type { KeyChange } from './comparison.ts';

const ALERT_CODES = 0x1_0000;

/** Counts changes by the keys of one history. */
export class ChangedKeys {
  readonly #history: History;
  /** Where a key's numbers are, by device × 65,536 + code: exact, and no two keys share it. */
  readonly #slotOf = new Map<number, number>();
  readonly #discardedNow: number[] = [];
  readonly #deliveredNow: number[] = [];

  constructor(history: History) {
    this.#history = history;
  }

  get size(): number {
    return this.#slotOf.size;
  }

  count(row: number, discardedNow: boolean): void {
    const key = this.#history.device[row]! * ALERT_CODES + this.#history.code[row]!;
    let slot = this.#slotOf.get(key);
    if (slot === undefined) {
      slot = this.#slotOf.size;
      this.#slotOf.set(key, slot);
      this.#discardedNow.push(0);
      this.#deliveredNow.push(0);
    }
    (discardedNow ? this.#discardedNow : this.#deliveredNow)[slot]!++;
  }

  /** The keys with the most changes, most first; of equals the one seen first. */
  most(): KeyChange[] {
    const changes = (slot: number): number => this.#discardedNow[slot]! + this.#deliveredNow[slot]!;
    return [...this.#slotOf]
      .sort(([, one], [, other]) => changes(other) - changes(one) || one - other)
      .slice(0, MAX_CHANGED_KEYS)
      .map(([key, slot]) => ({
        device: this.#history.deviceIds[Math.floor(key / ALERT_CODES)]!,
        code: formatAlertCode(key % ALERT_CODES),
        discardedNow: this.#discardedNow[slot]!,
        deliveredNow: this.#deliveredNow[slot]!,
      }));
  }
}
