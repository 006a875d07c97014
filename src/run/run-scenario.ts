// The whole pipeline for one scenario: files → plan → storm → history → verdict → record. Either a whole record is
// there at the end, or nothing.

import { availableParallelism } from 'node:os';
import { utcNow } from '../domain/clock.ts';
import { StormError } from '../domain/failure.ts';
import { SPARE_FILES } from '../domain/limits.ts';
import type { History, HistoryHeader } from '../ledger/history.ts';
import { mergeHistory } from '../ledger/merge-history.ts';
import { environment, peakRssBytes } from '../measure/environment.ts';
import { measureLegs } from '../measure/latency-legs.ts';
import { summarize } from '../measure/latency-summary.ts';
import { openFileLimit } from '../measure/open-files.ts';
import { measureSendLateness } from '../measure/send-lateness.ts';
import { timelineOf } from '../measure/timeline.ts';
import { type EmissionPlan, planEmissions } from '../plan/emission-plan.ts';
import { streamNames } from '../plan/planned-stream.ts';
import { countConnections, countDevices } from '../plan/population.ts';
import { defaultRecordPath, pointLatestAt, RecordDirectory } from '../record/record-directory.ts';
import { RUN_SCHEMA_VERSION, type RunDocument } from '../record/run-document.ts';
import { writeRecord } from '../record/write-record.ts';
import type { PopulationSpec } from '../scenario/scenario.ts';
import { settingValueText } from '../scenario/setting.ts';
import { judge } from '../verify/judge.ts';
import { effectiveValues } from './effective-values.ts';
import { identify } from './plan-identity.ts';
import { loadInputs, type RunInputs } from './run-inputs.ts';
import type { RunOptions, RunOutcome } from './run-options.ts';
import { type StormResult, type StormSeams, storm } from './storm.ts';
import { type ThrottleUnderTest, throttleUnderTest } from './throttle-under-test.ts';
import { totalsOf } from './totals.ts';
import { toolVersion } from './version.ts';

const MOST_WORKERS_BY_DEFAULT = 8;
const LONGEST_RECORD_NAME = 120;

/**
 * Runs a scenario against the embedded broker and throttle, and judges it.
 * @throws InputError, StormError: then nothing was recorded and nothing is left running.
 */
export async function runScenario(options: RunOptions, seams: StormSeams = {}): Promise<RunOutcome> {
  const inputs = await loadInputs(options);
  const throttle = await throttleUnderTest(options.throttle);
  refuseTooManySockets(inputs.scenario.population);
  const plan = planEmissions(inputs.scenario, inputs.scenario.seed);
  const start = utcNow();
  const record = await RecordDirectory.reserve(options.out ?? defaultRecordPath(recordName(inputs), start));
  try {
    const run = await runInto(record, { options, inputs, throttle, plan, start, seams });
    const directory = await record.keep();
    if (options.out === undefined) await pointLatestAt(directory);
    options.onEvent?.({ event: 'recorded', directory });
    return { directory, run };
  } catch (thrown) {
    await record.discard();
    throw thrown;
  }
}

interface RunContext {
  readonly options: RunOptions;
  readonly inputs: RunInputs;
  readonly throttle: ThrottleUnderTest;
  readonly plan: EmissionPlan;
  readonly start: Date;
  readonly seams: StormSeams;
}

async function runInto(record: RecordDirectory, context: RunContext): Promise<RunDocument> {
  const { options, inputs, throttle, plan, seams } = context;
  const { scenario, profile } = inputs;
  const onEvent = options.onEvent ?? (() => {});
  const workers = Math.min(options.workers ?? defaultWorkers(), plan.devices.length);
  const identity = { ...identify(inputs, plan, throttle.identity), toolVersion, workers, qos: scenario.qos };
  const { planHash } = identity;
  onEvent({ event: 'planned', identity });
  const result = await storm({
    scenario,
    profile,
    plan,
    throttle: throttle.make,
    workers,
    port: options.port ?? 0,
    onEvent,
    signal: options.signal ?? new AbortController().signal,
    seams,
  });
  const history = mergeHistory(headerOf(context, planHash, result), result.ledgers);
  const legs = measureLegs(history);
  const run = documentOf(context, { planHash, workers, history, result, legs });
  const reports = Object.fromEntries(
    (options.reporters ?? []).map(({ file, render }) => [file, render(run)]),
  );
  try {
    await writeRecord(record.path, {
      run,
      history,
      scenarioText: inputs.scenarioText,
      profileText: inputs.profileText,
      legs,
      timeline: timelineOf(history, scenario.durationUs),
      reports,
    });
  } catch (thrown) {
    throw new StormError('record-unwritable', { path: options.out ?? 'runs' }, thrown);
  }
  return run;
}

function headerOf({ inputs, plan }: RunContext, planHash: string, result: StormResult): HistoryHeader {
  const { name, seed, timeScale, qos } = inputs.scenario;
  return {
    history: 1,
    scenario: name,
    planHash,
    seed,
    mode: 'mqtt',
    timeScale,
    qos,
    planned: plan.length,
    streams: streamNames(plan.streams),
    receivedByQos: result.ledgers.gate.byQos,
    refused: result.refused,
    interrupted: result.interrupted,
  };
}

interface Finished {
  readonly planHash: string;
  readonly workers: number;
  readonly history: History;
  readonly legs: ReturnType<typeof measureLegs>;
  readonly result: StormResult;
}

function documentOf({ inputs, throttle, plan, start }: RunContext, finished: Finished): RunDocument {
  const { scenario, scenarioHash, profile, profileHash } = inputs;
  const { planHash, workers, history, legs, result } = finished;
  const { verdict, checks } = judge(history, profile, scenario);
  const lateness = measureSendLateness(history);
  return {
    schemaVersion: RUN_SCHEMA_VERSION,
    verdict,
    checks,
    totals: totalsOf(history),
    tool: { name: 'stormproof', version: toolVersion },
    scenario: { name: scenario.name, title: scenario.title, hash: scenarioHash },
    requirements: scenario.requirements,
    claims: scenario.claims,
    plan: { hash: planHash, devices: plan.devices.length, alerts: plan.length },
    profile: { name: profile.name, provenance: profile.provenance, hash: profileHash },
    settings: inputs.settings.map(({ path, value }) => ({ path, value })),
    seed: scenario.seed,
    mode: 'mqtt',
    target: 'embedded',
    timeScale: scenario.timeScale,
    qos: scenario.qos,
    durationUs: scenario.durationUs,
    interrupted: result.interrupted,
    start: start.toISOString(),
    end: utcNow().toISOString(),
    environment: environment(),
    latency: {
      'response.deliver': summarize(legs['response.deliver']),
      'service.deliver': summarize(legs['service.deliver']),
      'response.receive': summarize(legs['response.receive']),
      'service.receive': summarize(legs['service.receive']),
    },
    generator: {
      workers,
      late: lateness.late,
      dropped: lateness.dropped,
      latenessP99Ms: lateness.p99Ms,
      latenessMaxMs: lateness.maxMs,
      unacknowledged: result.unacknowledged,
      reconnects: result.reconnects,
      threads: result.threads,
      peakRssBytes: peakRssBytes(),
    },
    refused: result.refused,
    throttle: { ...throttle.identity, trackedKeys: result.trackedKeys },
    effective: effectiveValues(scenario, profile),
  };
}

/** The scenario's name, and each value that was set. */
function recordName({ scenario, settings }: RunInputs): string {
  const set = settings.map(({ path, value }) => `${path.split('.').at(-1)}-${settingValueText(value)}`);
  const name = [scenario.name, ...set].join('-');
  return name.replace(/[^\w.-]+/g, '_').slice(0, LONGEST_RECORD_NAME);
}

/** Both ends of every connection are in this process. */
function refuseTooManySockets(population: PopulationSpec): void {
  const devices = countDevices(population);
  const needed = 2 * countConnections(population) + SPARE_FILES;
  const limit = openFileLimit();
  if (needed > limit) throw new StormError('too-many-sockets', { devices, needed, limit });
}

/** One thread stays with the broker. */
function defaultWorkers(): number {
  return Math.min(Math.max(1, availableParallelism() - 1), MOST_WORKERS_BY_DEFAULT);
}
