// The whole of a sweep: files → grid → cells in virtual time → document → directory. All of it is there at the end, or
// nothing. Cells are validated before the first one runs, and come out the same for any number of workers.

import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { utcNow } from '../domain/clock.ts';
import { StormError } from '../domain/failure.ts';
import { MAX_WORKERS } from '../domain/limits.ts';
import { environment } from '../measure/environment.ts';
import { defaultRecordPath, pointLatestAt, RecordDirectory } from '../record/record-directory.ts';
import { type ThrottleUnderTest, throttleUnderTest } from '../run/throttle-under-test.ts';
import { toolVersion } from '../run/version.ts';
import { assembleCells, describeScenario, gravestVerdict, setValue } from './assemble.ts';
import { planNameOf } from './cell-plan.ts';
import { isPossible, readGrid, type ScenarioGrid } from './grid.ts';
import type { CellOrder } from './run-cell.ts';
import { type CellsOrder, runCells } from './run-cells.ts';
import { SWEEP_SCHEMA_VERSION, type SweepCell, type SweepDocument } from './sweep-document.ts';
import type { SweepOptions, SweepOutcome } from './sweep-options.ts';

const SWEEP_FILE = 'sweep.json';

/** Places where a test may plant a fault. */
export interface SweepSeams {
  /** What each worker's thread runs. */
  readonly entry?: URL;
}

/**
 * Runs every combination of values over every scenario in virtual time, and leaves a directory.
 * @throws InputError, StormError, or the signal's reason when it aborts: then nothing is kept
 */
export async function sweep(options: SweepOptions, seams: SweepSeams = {}): Promise<SweepOutcome> {
  const grids = await readGrid(options);
  const throttle = await throttleUnderTest(options.throttle);
  const start = utcNow();
  const scenarios = grids.map(describeScenario);
  const name = scenarios.length === 1 ? scenarios[0]!.name : `${scenarios.length}-scenarios`;
  const record = await RecordDirectory.reserve(options.out ?? defaultRecordPath(name, start, 'sweeps'));
  try {
    const { cells, workers } = await runGrids(grids, throttle, options, seams);
    const document: SweepDocument = {
      schemaVersion: SWEEP_SCHEMA_VERSION,
      verdict: gravestVerdict(cells),
      tool: { name: 'stormproof', version: toolVersion },
      scenarios,
      settings: (options.settings ?? []).map(setValue),
      throttle: throttle.identity,
      cells,
      start: start.toISOString(),
      end: utcNow().toISOString(),
      workers,
      environment: environment(),
    };
    options.onEvent?.({ event: 'writing' });
    await writeFiles(record, document, options);
    options.signal?.throwIfAborted();
    const directory = await record.keep();
    if (options.out === undefined) await pointLatestAt(directory);
    options.onEvent?.({ event: 'recorded', directory });
    return { directory, sweep: document };
  } catch (thrown) {
    await record.discard();
    throw thrown;
  }
}

async function runGrids(
  grids: readonly ScenarioGrid[],
  throttle: ThrottleUnderTest,
  options: SweepOptions,
  seams: SweepSeams,
): Promise<{ cells: SweepCell[]; workers: number }> {
  const { onEvent, signal = new AbortController().signal } = options;
  const all = grids.flatMap(({ cells }) => cells);
  const orders = all.flatMap(({ inputs }): CellOrder[] => {
    if (!isPossible(inputs)) return [];
    const { scenario, profile, trace } = inputs;
    return [{ planName: planNameOf(inputs), scenario, profile, trace }];
  });
  const module = moduleOf(throttle, options);
  const workers =
    typeof module === 'function' ? 1 : Math.min(options.workers ?? defaultWorkers(), orders.length);
  onEvent?.({
    event: 'planned',
    scenarios: options.scenarios,
    cells: orders.length,
    notPossible: all.length - orders.length,
    workers,
  });
  let done = 0;
  const results = await runCells({
    cells: orders,
    workers,
    throttle: module,
    signal,
    onCell: () => onEvent?.({ event: 'cell', done: ++done, cells: orders.length }),
    ...seams,
  });
  const cells = assembleCells(grids, results);
  refuseAllImpossible(cells);
  return { cells, workers };
}

/** What a thread can load: the path of a module, or null for the shipped throttle; any other is a function. */
function moduleOf({ identity, make }: ThrottleUnderTest, { throttle }: SweepOptions): CellsOrder['throttle'] {
  if (identity.source === 'shipped') return null;
  return typeof throttle === 'string' ? throttle : make;
}

/** Some reasons show only when a plan or a throttle is made. */
function refuseAllImpossible(cells: readonly SweepCell[]): void {
  if (cells.some(({ status }) => status === 'ran')) return;
  const [first] = cells.flatMap((cell) => (cell.status === 'ran' ? [] : cell.reasons));
  throw new StormError('usage', {
    problem: `no cell of the grid is possible; the first: ${first}`,
    way: 'Look at the values that vary and at those that are set.',
  });
}

async function writeFiles(
  record: RecordDirectory,
  sweep: SweepDocument,
  { reporters = [] }: SweepOptions,
): Promise<void> {
  const texts: [file: string, text: string][] = [[SWEEP_FILE, `${JSON.stringify(sweep, null, 2)}\n`]];
  for (const { file, render } of reporters) texts.push([file, await render(sweep)]);
  for (const [file, text] of texts) {
    await record.writing(writeFile(join(record.path, file), text, { flag: 'wx' }));
  }
}

function defaultWorkers(): number {
  return Math.min(availableParallelism(), MAX_WORKERS);
}
