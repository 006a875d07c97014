// The grid and what came of its cells in, the parts of the document out. Decides nothing: every word is the
// verifier's or the grid's own.

import type { Verdict } from '../domain/verdict.ts';
import type { RunInputs } from '../run/run-inputs.ts';
import type { Setting } from '../scenario/setting.ts';
import { isPossible, type ScenarioGrid } from './grid.ts';
import type { CellResult } from './run-cell.ts';
import type { SetValue, SweepCell, SweptScenario } from './sweep-document.ts';

/** Every cell of the document; `results` are those of the possible cells, in the order of the grid. */
export function assembleCells(grids: readonly ScenarioGrid[], results: readonly CellResult[]): SweepCell[] {
  const left = results.values();
  const cells: SweepCell[] = [];
  for (const [scenario, grid] of grids.entries()) {
    for (const { settings, inputs } of grid.cells) {
      const identity = { cell: cells.length + 1, scenario, settings: settings.map(setValue) };
      if (!isPossible(inputs)) cells.push({ ...identity, status: 'not-possible', reasons: inputs.reasons });
      else cells.push({ ...identity, ...withInputs(left.next().value!, inputs) });
    }
  }
  return cells;
}

/** What the document says of a scenario; at least one of its cells is possible. */
export function describeScenario({ axes, cells }: ScenarioGrid): SweptScenario {
  const possible = cells.map(({ inputs }) => inputs).filter(isPossible);
  const { scenario, scenarioHash } = possible[0]!;
  const streams = possible.flatMap(({ scenario: { streams } }) => streams);
  return {
    name: scenario.name,
    title: scenario.title,
    hash: scenarioHash,
    axes: axes.map(({ path, settings }) => ({ path, values: settings.map(({ value }) => value) })),
    stormStreams: [...new Set(streams.filter(({ storm }) => storm === true).map(({ name }) => name))],
  };
}

/** The gravest verdict of the cells that ran. */
export function gravestVerdict(cells: readonly SweepCell[]): Verdict {
  const verdicts = cells.flatMap((cell) => (cell.status === 'ran' ? [cell.verdict] : []));
  const inOrder: readonly Verdict[] = ['fail', 'inconclusive'];
  return inOrder.find((verdict) => verdicts.includes(verdict)) ?? 'pass';
}

/** A setting as a document keeps it: without its place. */
export function setValue({ path, value }: Setting): SetValue {
  return { path, value };
}

type Ending<C> = C extends unknown ? Omit<C, 'cell' | 'scenario' | 'settings'> : never;

function withInputs(result: CellResult, { scenario, profile, profileHash }: RunInputs): Ending<SweepCell> {
  if (result.status === 'not-possible') return result;
  const { name, provenance } = profile;
  return { ...result, seed: scenario.seed, profile: { name, provenance, hash: profileHash } };
}
