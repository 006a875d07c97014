// Which row of the plan each arrival at the gate stands for. What nobody planned is kept and has no row. Judges
// nothing.

import type { GateRows } from './gate-ledger.ts';
import type { Sendings } from './sendings.ts';

/** Per arrival, in arrival order, its row of the plan; -1 where nobody planned it. `alerts` numbers the arrivals. */
export function matchArrivals(gate: GateRows, alerts: Uint32Array, sendings: Sendings): Int32Array {
  const { timeUs } = gate.columns;
  const id = new Int32Array(gate.length);
  for (let row = 0; row < id.length; row++) id[row] = sendings.next(alerts[row]!, timeUs[row]!);
  return id;
}
