// What a capture has heard so far: Alerts, Devices, and the messages that were no Alert, by reason with an example of
// each. Counts, and keeps no message.

import { quotable } from '../scenario/printable.ts';
import { UNREADABLE, type Unreadable } from './read-message.ts';

/** Messages that were no Alert, for one reason. */
export interface UnreadableMessages {
  readonly reason: Unreadable;
  readonly what: string;
  count: number;
  /** Topic and payload of the first, cut short. */
  readonly example: string;
}

/** Counts what comes in. */
export class CaptureTally {
  recorded = 0;
  /** Of those, how many were marked as possibly sent before. */
  redelivered = 0;
  readonly #devices = new Set<string>();
  readonly #unreadable = new Map<Unreadable, UnreadableMessages>();

  get devices(): number {
    return this.#devices.size;
  }

  get unreadable(): readonly UnreadableMessages[] {
    return [...this.#unreadable.values()];
  }

  /** All messages that were no Alert. */
  get unread(): number {
    return this.unreadable.reduce((sum, { count }) => sum + count, 0);
  }

  alert(device: string, dup: boolean): void {
    this.recorded++;
    if (dup) this.redelivered++;
    this.#devices.add(device);
  }

  other(reason: Unreadable, topic: string, payload: Buffer): void {
    const known = this.#unreadable.get(reason);
    if (known) {
      known.count++;
      return;
    }
    const example = `${quotable(topic)} ${quotable(payload.toString('utf8', 0, 100))}`;
    this.#unreadable.set(reason, { reason, what: UNREADABLE[reason], count: 1, example });
  }
}
