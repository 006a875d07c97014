// Which Alert each arrival at the gate is, and which row of the plan it stands for. What nobody planned is kept and
// has no row. Judges nothing.

import type { AlertNumbers } from './alert-numbers.ts';
import type { GateLedger } from './gate-ledger.ts';
import type { Sendings } from './sendings.ts';

/** What is known of each arrival. */
export interface MatchedArrivals {
  /** Its Alert's number. */
  readonly alert: Uint32Array;
  /** Its row of the plan, -1 where nobody planned it. */
  readonly id: Int32Array;
}

/** Matches every arrival, in arrival order. */
export function matchArrivals(gate: GateLedger, numbers: AlertNumbers, sendings: Sendings): MatchedArrivals {
  const from = gate.columns;
  const alert = new Uint32Array(gate.length);
  const id = new Int32Array(gate.length);
  for (let row = 0; row < gate.length; row++) {
    const number = numbers.of(gate.deviceIds[from.device[row]!]!, from.counter[row]!, from.code[row]!);
    alert[row] = number;
    id[row] = numbers.isPlanned(number) ? sendings.next(number, from.timeUs[row]!) : -1;
  }
  return { alert, id };
}
