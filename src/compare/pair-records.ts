// Runs and baselines in, pairs out, and by name whatever is left without one. Scenarios pair by name; where
// one side has a scenario more than once, seed, profile and mode must fit too, and of several such runs the
// newest stands.

import type { UnpairedRecord } from './comparison.ts';
import type { FoundRecord } from './find-records.ts';

/** A run and its baseline. */
export interface RecordPair {
  readonly run: FoundRecord;
  readonly baseline: FoundRecord;
}

/** Pairs, in the order of the scenarios' names, and the records that are in none. */
export interface Pairing {
  readonly pairs: readonly RecordPair[];
  readonly unpaired: readonly Omit<UnpairedRecord, 'judgement'>[];
}

/** Pairs runs with baselines. */
export function pairRecords(runs: readonly FoundRecord[], baselines: readonly FoundRecord[]): Pairing {
  const pairs: RecordPair[] = [];
  const unpaired: Omit<UnpairedRecord, 'judgement'>[] = [];
  const leave = (side: UnpairedRecord['side'], reason: UnpairedRecord['reason']) => (left: FoundRecord) => {
    unpaired.push({ side, directory: left.directory, scenario: left.traits.scenario.name, reason });
  };
  const runsOf = grouped(runs, ({ traits }) => traits.scenario.name);
  const baselinesOf = grouped(baselines, ({ traits }) => traits.scenario.name);
  for (const scenario of [...new Set([...runsOf.keys(), ...baselinesOf.keys()])].sort()) {
    const some = runsOf.get(scenario) ?? [];
    const others = baselinesOf.get(scenario) ?? [];
    const keyOf = some.length > 1 || others.length > 1 ? finely : () => '';
    const runsByKey = grouped(some, keyOf);
    const baselinesByKey = grouped(others, keyOf);
    for (const key of new Set([...runsByKey.keys(), ...baselinesByKey.keys()])) {
      const [run, ...olderRuns] = newestFirst(runsByKey.get(key));
      const [baseline, ...olderBaselines] = newestFirst(baselinesByKey.get(key));
      if (run && baseline) pairs.push({ run, baseline });
      else if (run) leave('run', 'no-baseline')(run);
      else if (baseline) leave('baseline', 'no-run')(baseline);
      olderRuns.forEach(leave('run', 'older'));
      olderBaselines.forEach(leave('baseline', 'older'));
    }
  }
  return { pairs, unpaired };
}

const finely = ({ traits: { seed, profile, mode, settings = [] } }: FoundRecord): string =>
  JSON.stringify([seed, profile.name, mode, settings]);

/** Times are ISO 8601 in UTC, so their text sorts as they do. */
const newestFirst = (records: readonly FoundRecord[] = []): FoundRecord[] =>
  [...records].sort((a, b) =>
    a.traits.start < b.traits.start ? 1 : a.traits.start > b.traits.start ? -1 : 0,
  );

function grouped(
  records: readonly FoundRecord[],
  keyOf: (record: FoundRecord) => string,
): Map<string, FoundRecord[]> {
  const groups = new Map<string, FoundRecord[]>();
  for (const record of records) {
    const key = keyOf(record);
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  return groups;
}
