// How many keys were throttled, in all and at most at one time, as what became of their Alerts shows: from a discard to
// the key's next Alert that is none. Takes a run part by part, and remembers of each no more than when keys changed.

import { wasDiscarded } from './delivered.ts';
import type { Trace } from './trace.ts';

/** Counts throttled keys of a run. */
export class ThrottledKeys {
  /** Received Alerts. */
  received = 0;
  /** Keys that lost an Alert. */
  total = 0;
  /** For each part, the numbers of the arrivals with which a key began to be throttled, and ceased to be. */
  readonly #began: number[][] = [];
  readonly #ceased: number[][] = [];

  take({ history, receipt, numberOf }: Trace): void {
    const ever = new Set<number>();
    const now = new Set<number>();
    const began: number[] = [];
    const ceased: number[] = [];
    for (let row = 0; row < history.length; row++) {
      if (Number.isNaN(receipt.earliestUs[row]!)) continue;
      this.received++;
      const key = history.device[row]! * 0x1_0000 + history.code[row]!;
      if (!wasDiscarded(history, row)) {
        if (now.delete(key)) ceased.push(numberOf(row));
      } else if (!now.has(key)) {
        ever.add(key);
        now.add(key);
        began.push(numberOf(row));
      }
    }
    this.total += ever.size;
    this.#began.push(began);
    this.#ceased.push(ceased);
  }

  /** The most keys that were throttled at one time. */
  get peak(): number {
    const began = ascending(this.#began);
    const ceased = ascending(this.#ceased);
    let peak = 0;
    for (let begun = 0, over = 0; begun < began.length; begun++) {
      while (over < ceased.length && ceased[over]! < began[begun]!) over++;
      peak = Math.max(peak, begun + 1 - over);
    }
    return peak;
  }
}

function ascending(parts: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from(parts.flat()).sort();
}
