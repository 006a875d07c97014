// The whole pipeline for one scenario: files → plan → storm → history → verdict → record. Either a whole record is
// there at the end, or nothing. What a storm over MQTT needs is loaded for one only.

import { availableParallelism } from 'node:os';
import { utcNow } from '../domain/clock.ts';
import { Closers } from '../domain/closers.ts';
import { StormError } from '../domain/failure.ts';
import { SPARE_FILES } from '../domain/limits.ts';
import { openFileLimit } from '../measure/open-files.ts';
import { peakInWindow } from '../plan/peak-rate.ts';
import { countConnections } from '../plan/population.ts';
import { defaultRecordPath, pointLatestAt, RecordDirectory } from '../record/record-directory.ts';
import type { RunDocument } from '../record/run-document.ts';
import { writeRecord } from '../record/write-record.ts';
import { settingValueText } from '../scenario/setting.ts';
import { DEFAULT_CLIENT } from '../wire/mqtt-client.ts';
import type { CarriedOut } from './carried-out.ts';
import { judgedRun, type PlannedRun } from './judged-run.ts';
import { identify } from './plan-identity.ts';
import { planInputs } from './plan-inputs.ts';
import type { RunIdentity } from './progress.ts';
import { loadInputs, type RunInputs } from './run-inputs.ts';
import { RunMeasures } from './run-measures.ts';
import type { RunOptions, RunOutcome } from './run-options.ts';
import type { StormSeams } from './storm-order.ts';
import { type StormThreads, stormThreads } from './storm-threads.ts';
import { crossesThreads, throttleUnderTest } from './throttle-under-test.ts';
import { toolVersion } from './version.ts';
import { virtualStorm } from './virtual-storm.ts';

const LONGEST_RECORD_NAME = 120;

/**
 * Runs a scenario against the embedded broker and throttle, and judges it.
 * @throws InputError, StormError: then nothing was recorded and nothing is left running.
 */
export async function runScenario(options: RunOptions, seams: StormSeams = {}): Promise<RunOutcome> {
  const mode = options.mode ?? 'mqtt';
  if (mode === 'virtual') refuseWireOptions(options);
  const inputs = await loadInputs(options);
  const throttle = await throttleUnderTest(options.throttle);
  if (mode === 'mqtt') refuseTooManySockets(inputs);
  return planned({ options, mode, inputs, throttle, plan: planInputs(inputs), start: utcNow(), seams });
}

async function planned(context: RunContext): Promise<RunOutcome> {
  const { options, inputs, start } = context;
  const record = await RecordDirectory.reserve(options.out ?? defaultRecordPath(recordName(inputs), start));
  try {
    const run = await runInto(record, context);
    const directory = await record.keep();
    if (options.out === undefined) await pointLatestAt(directory);
    options.onEvent?.({ event: 'recorded', directory });
    return { directory, run };
  } catch (thrown) {
    await record.discard();
    throw thrown;
  }
}

interface RunContext extends PlannedRun {
  readonly seams: StormSeams;
}

async function runInto(record: RecordDirectory, context: RunContext): Promise<RunDocument> {
  const { options, mode, inputs, throttle, plan } = context;
  const { scenario } = inputs;
  const threads = mode === 'virtual' ? NO_THREADS : threadsFor(context);
  const { workers } = threads;
  const asked = identify(inputs, plan, throttle.identity);
  const identity = { ...asked, toolVersion, mode, workers, qos: scenario.qos };
  options.onEvent?.({ event: 'planned', identity });
  const closers = new Closers();
  try {
    const kept = options.history === false ? null : record;
    const measures = new RunMeasures(plan.length, scenario.durationUs, kept);
    closers.add(() => measures.close());
    const carriedOut = await carryOut(context, threads, identity, measures);
    const figures = await measures.finish(carriedOut.run.header);
    const run = judgedRun(context, identity.planHash, carriedOut, figures);
    const { scenarioText, profileText, parts: scenarioParts } = inputs;
    const { legs, health } = carriedOut;
    const { timeline } = figures;
    const reports = Object.fromEntries(
      (options.reporters ?? []).map(({ file, render }) => [file, render(run)]),
    );
    const parts = {
      run,
      scenarioText,
      profileText,
      scenarioParts,
      legs,
      timeline,
      health: health?.series ?? null,
      reports,
    };
    await record.writing(writeRecord(record.path, parts));
    return run;
  } finally {
    await closers.closeAll();
  }
}

async function carryOut(
  context: RunContext,
  threads: StormThreads,
  identity: RunIdentity,
  measures: RunMeasures,
): Promise<CarriedOut> {
  const { options, mode, inputs, throttle, plan, seams } = context;
  const { scenario, profile } = inputs;
  const { planHash } = identity;
  const { name, seed, timeScale, qos } = scenario;
  const named = { scenario: name, planHash, seed, timeScale, qos };
  const onEvent = options.onEvent ?? (() => {});
  const signal = options.signal ?? new AbortController().signal;
  const order = { profile, onEvent, signal };
  if (mode === 'virtual') {
    return virtualStorm({ ...order, throttle: throttle.make, plan, identity: named, measures });
  }
  const { overMqtt } = await import('./over-mqtt.ts');
  const { client = DEFAULT_CLIENT, port = 0 } = options;
  const parts = { throttle, plan, scenario, client, port, practice: false, seams };
  return overMqtt({ ...order, ...threads, ...parts, identity: named, measures });
}

/** Nothing is sent in virtual time: an option about sending would be a misunderstanding, so it is told. */
function refuseWireOptions(options: RunOptions): void {
  for (const option of ['qos', 'port', 'workers', 'brokers', 'client'] as const) {
    if (options[option] === undefined) continue;
    throw new StormError('usage', {
      problem: `--${option} makes no sense with --virtual: nothing is sent in virtual time`,
      way: `Leave --${option} out, or run over MQTT without --virtual.`,
    });
  }
}

/** The scenario's name, and each value that was set. */
function recordName({ scenario, settings }: RunInputs): string {
  const set = settings.map(({ path, value }) => `${path.split('.').at(-1)}-${settingValueText(value)}`);
  const name = [scenario.name, ...set].join('-');
  return name.replace(/[^\w.-]+/g, '_').slice(0, LONGEST_RECORD_NAME);
}

/** Both ends of every connection are in this process. */
function refuseTooManySockets({ scenario, trace }: RunInputs): void {
  const connections = trace?.deviceIds.length ?? countConnections(scenario.population);
  const needed = 2 * connections + SPARE_FILES;
  const limit = openFileLimit();
  if (needed > limit) throw new StormError('too-many-sockets', { connections, needed, limit });
}

const NO_THREADS: StormThreads = { brokers: 0, workers: 0 };

function threadsFor({ options, inputs, throttle, plan, seams }: RunContext): StormThreads {
  return stormThreads(options, {
    cores: availableParallelism(),
    devices: plan.devices.length,
    peakPerSecond: peakInWindow(plan.plannedUs, 1e6 * inputs.scenario.timeScale),
    throttleCrosses: seams.gate === undefined && crossesThreads(throttle),
  });
}
