// What is asked for in, every cell of the grid out: scenario and profile as they are in that cell, or why the
// combination is not possible. Nothing runs before all cells are known.

import { breathe } from '../domain/clock.ts';
import { type Diagnostic, InputError } from '../domain/diagnostic.ts';
import { EXIT, StormError } from '../domain/failure.ts';
import { MAX_SWEEP_CELLS } from '../domain/limits.ts';
import { InputFiles, type RunInputs } from '../run/run-inputs.ts';
import { findScenario } from '../run/scenario-library.ts';
import { type Axis, readAxes } from '../scenario/axis.ts';
import { scenarioAxes } from '../scenario/parse-scenario.ts';
import type { Setting } from '../scenario/setting.ts';
import { combinationsOf } from '../scenario/vary.ts';
import type { SweepOptions } from './sweep-options.ts';

/** Cells read before somebody may say stop. */
const CELLS_PER_BREATH = 16;

/** One combination of values. */
export interface GridCell {
  readonly settings: readonly Setting[];
  /** What it runs with; or everything that makes it impossible. */
  readonly inputs: RunInputs | Impossible;
}

/** Why a combination is not possible. */
export interface Impossible {
  readonly reasons: readonly string[];
}

/** All cells of one scenario. */
export interface ScenarioGrid {
  readonly axes: readonly Axis[];
  readonly cells: readonly GridCell[];
}

/** True when the cell can run. */
export function isPossible(inputs: RunInputs | Impossible): inputs is RunInputs {
  return !('reasons' in inputs);
}

/**
 * Reads every cell.
 * @throws InputError, StormError `usage`, `file-missing`, `file-unreadable`; also where a scenario has no possible cell
 */
export async function readGrid(options: SweepOptions): Promise<ScenarioGrid[]> {
  const { scenarios, vary = [], settings = [] } = options;
  const axes = readAxes(vary, settings);
  refuseTwoSources(options, axes);
  const files = new InputFiles();
  const asked = await Promise.all(
    scenarios.map(async (scenario) => ({ scenario, axes: await allAxes(scenario, axes, settings, files) })),
  );
  refuseUnusable(asked.map((one) => one.axes));
  const grids: ScenarioGrid[] = [];
  for (const one of asked) grids.push(await readCells(one.scenario, one.axes, options, files));
  return grids;
}

/** What the scenario varies of its own comes first, and so changes slowest. */
async function allAxes(
  scenario: string,
  given: readonly Axis[],
  settings: readonly Setting[],
  files: InputFiles,
): Promise<Axis[]> {
  const path = await findScenario(scenario);
  const decided = new Set([...given, ...settings].map((one) => one.path));
  const own = scenarioAxes(await files.text('scenario', path), path);
  return [...own.filter((axis) => !decided.has(axis.path)), ...given];
}

function refuseTwoSources(options: SweepOptions, axes: readonly Axis[]): void {
  for (const option of ['seed', 'profile'] as const) {
    if (options[option] === undefined || axes.every(({ path }) => path !== option)) continue;
    throw new StormError('usage', {
      problem: `\`${option}\` varies, and --${option} names one for all cells`,
      way: 'Leave one of the two out.',
    });
  }
}

function refuseUnusable(axesOfScenarios: readonly (readonly Axis[])[]): void {
  const cells = axesOfScenarios
    .map((axes) => axes.reduce((product, { settings }) => product * settings.length, 1))
    .reduce((sum, product) => sum + product, 0);
  if (cells > MAX_SWEEP_CELLS) {
    throw new StormError('usage', {
      problem: `the grid has ${cells} cells; at most ${MAX_SWEEP_CELLS} are possible`,
      way: 'Give fewer values, larger steps, or fewer scenarios.',
    });
  }
  if (axesOfScenarios.some((axes) => axes.length > 0)) return;
  throw new StormError('usage', {
    problem: 'nothing varies',
    way: 'Name a setting and its values, such as --vary profile.default.threshold=5,10,20.',
  });
}

async function readCells(
  scenario: string,
  axes: readonly Axis[],
  options: SweepOptions,
  files: InputFiles,
): Promise<ScenarioGrid> {
  const { settings: fixed = [], profile, seed, signal } = options;
  const rest = {
    scenario,
    ...(profile === undefined ? {} : { profile }),
    ...(seed === undefined ? {} : { seed }),
  };
  const cells: GridCell[] = [];
  const refusals: StormError[] = [];
  for (const [at, settings] of combinationsOf(axes).entries()) {
    if (at % CELLS_PER_BREATH === 0) await breathe();
    signal?.throwIfAborted();
    const loaded = await files.load({ ...rest, settings: [...fixed, ...settings] }).catch(refusalOf);
    if (loaded instanceof StormError) refusals.push(loaded);
    cells.push({ settings, inputs: loaded instanceof StormError ? { reasons: reasonsOf(loaded) } : loaded });
  }
  if (refusals.length === cells.length) throw allOf(scenario, refusals);
  return { axes, cells };
}

/** Only a mistake in what was given makes a cell impossible; anything else ends the sweep. */
function refusalOf(thrown: unknown): StormError {
  if (thrown instanceof StormError && thrown.exitCode === EXIT.usage) return thrown;
  throw thrown;
}

function reasonsOf(refusal: StormError): string[] {
  if (!(refusal instanceof InputError)) return [refusal.message];
  return refusal.diagnostics.map(
    ({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`,
  );
}

/** Everything that keeps a scenario from having any cell at all, each thing once. */
function allOf(path: string, refusals: readonly StormError[]): StormError {
  const found = new Map<string, Diagnostic>();
  for (const refusal of refusals) {
    if (!(refusal instanceof InputError)) return refusal;
    for (const diagnostic of refusal.diagnostics) found.set(JSON.stringify(diagnostic), diagnostic);
  }
  return new InputError(path, [...found.values()]);
}
