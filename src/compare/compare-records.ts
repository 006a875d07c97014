// Two paths in, a report out: records are found, paired, read one pair at a time and compared. Nothing is
// written, and a pair that cannot be read does not keep the others from being compared.

import { StormError } from '../domain/failure.ts';
import { readRecord } from '../record/read-record.ts';
import { type Allowances, readAllowances, refuseUnknownFigures } from './allowance.ts';
import { comparePair } from './compare-pair.ts';
import {
  COMPARISON_SCHEMA_VERSION,
  type Comparison,
  type ComparisonReport,
  type UnpairedRecord,
  type UnreadablePair,
} from './comparison.ts';
import { type FoundRecords, findRecords } from './find-records.ts';
import { type Pairing, pairRecords, type RecordPair } from './pair-records.ts';

/** How a comparison may differ from the strictest one. */
export interface CompareOptions {
  /** By figure, how far it may move from its baseline: `{ 'latency.response.p99': '+20%' }`. */
  readonly allow?: Readonly<Record<string, string>>;
  /** True when a baseline of a directory needs no run. */
  readonly partial?: boolean;
}

/**
 * Compares a run record with a baseline record, or a directory of runs with a directory of baselines.
 * @throws StormError `usage`, `file-missing`, `record-unreadable`.
 */
export async function compareRecords(
  run: string,
  baseline: string,
  options: CompareOptions = {},
): Promise<ComparisonReport> {
  const allowances = readAllowances(options.allow ?? {});
  const [runs, baselines] = await Promise.all([
    unreadableWhere(() => findRecords('run', run)),
    unreadableWhere(() => findRecords('baseline', baseline)),
  ]);
  const { pairs, unpaired } = pairingOf(runs, baselines, options.partial ?? false);
  if (pairs.length === 0) throw nothingToCompare(run, baseline);
  const comparisons: Comparison[] = [];
  const unreadable: UnreadablePair[] = [];
  for (const pair of pairs) {
    try {
      comparisons.push(await unreadableWhere(() => readAndCompare(pair, allowances)));
    } catch (thrown) {
      if (pairs.length === 1 || !isUnreadable(thrown)) throw thrown;
      unreadable.push(problemOf(pair, thrown));
    }
  }
  if (unreadable.length === 0) refuseUnknownFigures(allowances, streamsOf(comparisons));
  return {
    schemaVersion: COMPARISON_SCHEMA_VERSION,
    regressed: [...comparisons.map(({ regressed }) => regressed), ...unpaired.map(isMissing)].includes(true),
    comparisons,
    unpaired,
    unreadable,
  };
}

async function readAndCompare({ run, baseline }: RecordPair, allowances: Allowances): Promise<Comparison> {
  const [now, before] = [
    await readRecord(run.directory, 'evidence'),
    await readRecord(baseline.directory, 'evidence'),
  ];
  return comparePair(
    { ...now, directory: run.directory },
    { ...before, directory: baseline.directory },
    allowances,
  );
}

/** Two records that are named are a pair whatever they are; one that is named picks its partner from a directory. */
function pairingOf(
  runs: FoundRecords,
  baselines: FoundRecords,
  partial: boolean,
): Pick<Pairing, 'pairs'> & { unpaired: UnpairedRecord[] } {
  if (runs.one && baselines.one) {
    return { pairs: [{ run: runs.records[0]!, baseline: baselines.records[0]! }], unpaired: [] };
  }
  const { pairs, unpaired } = pairRecords(runs.records, baselines.records);
  const sought = runs.one ? 'run' : baselines.one ? 'baseline' : null;
  return {
    pairs,
    unpaired: unpaired
      .filter(({ side }) => sought === null || side === sought)
      .map((left) => ({ ...left, judgement: left.reason === 'no-run' && !partial ? 'regression' : 'noted' })),
  };
}

const isMissing = ({ judgement }: UnpairedRecord): boolean => judgement === 'regression';

function streamsOf(comparisons: readonly Comparison[]): ReadonlySet<string> {
  const figures = comparisons.flatMap((comparison) => comparison.figures);
  return new Set(figures.filter(({ unit }) => unit === 'alerts').map(({ figure }) => figure.split('.')[0]!));
}

const isUnreadable = (thrown: unknown): thrown is StormError =>
  thrown instanceof StormError && thrown.kind === 'record-unreadable';

function problemOf({ run, baseline }: RecordPair, { message }: StormError): UnreadablePair {
  const scenario = run.traits.scenario.name;
  return { scenario, run: run.directory, baseline: baseline.directory, problem: message };
}

/** A record that is there but broken is no wrong usage: another command line cannot mend it. */
async function unreadableWhere<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const broken =
      thrown instanceof StormError && ['record-changed', 'record-malformed'].includes(thrown.kind);
    throw broken ? new StormError('record-unreadable', {}, thrown) : thrown;
  }
}

function nothingToCompare(run: string, baseline: string): StormError {
  return new StormError('usage', {
    problem: `no record in ${run} has a baseline in ${baseline}`,
    way: 'Records pair by the name of their scenario; name two records to compare them whatever they are.',
  });
}
