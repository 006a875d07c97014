// What a part of a run must know of the others: which Alert Codes storm anywhere, how many keys there are, and which
// arrivals took a sequence id. Facts of the arrivals and of the model; no decision of any throttle is in them.

import { gateOf, gatesOf, type HistoryEntry } from '../ledger/history.ts';
import { entryAt } from '../ledger/history-builder.ts';
import type { ReplayedKeys } from './replay.ts';
import { idRows } from './sequence-ids.ts';
import type { Trace } from './trace.ts';
import { isCounted, storms } from './trace.ts';
import { keyName } from './wording.ts';

/** A key that storms, and its first arrival. */
export interface StormingKey {
  readonly at: number;
  readonly name: string;
  readonly first: HistoryEntry;
}

/** The whole run, as far as one part of it depends on the others. */
export interface RunFacts {
  /** Keys whose codes are not excluded. */
  readonly countedKeys: number;
  /** For each Alert Code of which some key storms, the one that came first. */
  readonly stormOfCode: ReadonlyMap<number, StormingKey>;
  /** Per gate, the numbers of the arrivals at which the reference model hands out its next sequence id, ascending. */
  readonly idTakers: readonly Float64Array[];
}

/** The numbers of all parts, each of which has its own in order. */
function ascending(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    all.set(part, end);
    end += part.length;
  }
  return parts.length > 1 ? all.sort() : all;
}

/** Gathers the facts, part by part. */
export class RunSurvey {
  #countedKeys = 0;
  readonly #stormOfCode = new Map<number, StormingKey>();
  /** Per gate, the takers in each part. */
  readonly #idTakers: Float64Array[][] = [];

  /** Takes in a part; `replayed` is null where the model has nothing to say, because arrivals are intervals. */
  add(trace: Trace, replayed: ReplayedKeys | null): void {
    for (let key = 0; key < trace.index.keys; key++) {
      if (isCounted(trace, key)) this.#countedKeys++;
      if (storms(trace, key)) this.#addStorm(trace, trace.index.rows[trace.index.starts[key]!]!);
    }
    if (!replayed) return;
    const rows = idRows(trace.profile.metadata.sequence, replayed);
    for (let gate = 0; gate < gatesOf(trace.history); gate++) {
      const own = rows.filter((row) => gateOf(trace.history, row) === gate);
      const takers = Float64Array.from(own, (row) => trace.numberOf(row));
      this.#idTakers[gate] = [...(this.#idTakers[gate] ?? []), takers];
    }
  }

  facts(): RunFacts {
    const idTakers = this.#idTakers.map(ascending);
    return { countedKeys: this.#countedKeys, stormOfCode: this.#stormOfCode, idTakers };
  }

  #addStorm(trace: Trace, row: number): void {
    const { history } = trace;
    const code = history.code[row]!;
    const at = trace.numberOf(row);
    const known = this.#stormOfCode.get(code);
    if (known && known.at <= at) return;
    this.#stormOfCode.set(code, { at, name: keyName(history, row), first: entryAt(history, row) });
  }
}
