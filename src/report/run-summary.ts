// A run document goes in; what a person wants to read of it comes out, as plain data in reading order.
// The terminal and the Markdown file draw the same summary, so they cannot tell different stories.

import { formatDuration } from '../domain/duration.ts';
import type { ResourceKind, ResourceUse } from '../domain/resource-use.ts';
import type { CheckVerdict, Verdict } from '../domain/verdict.ts';
import type { GeneratorHealth, RunDocument } from '../record/run-document.ts';
import { plainText } from './plain-text.ts';
import { countOf, countText, mebibytes, milliseconds, share, shortHash, timeSpan } from './quantity.ts';
import { throttleText } from './throttle-text.ts';
import { traceLines } from './trace-text.ts';
import { sentence, whyOf } from './verdict-reason.ts';
import { type WitnessColumn, witnessColumns } from './witness-table.ts';

type Check = RunDocument['checks'][number];

/** One row of the table of checks. */
export interface CheckRow {
  readonly id: string;
  readonly requirement: string;
  readonly verdict: CheckVerdict;
  readonly exercised: string;
  readonly measured: string;
  readonly bound: string;
}

/** What convicts a failed check: the arithmetic, and the ledger entries as rows under `columns`. */
export interface Finding {
  readonly id: string;
  readonly requirement: string;
  readonly verdict: CheckVerdict;
  readonly reason: string;
  /** What was measured, and what was allowed. */
  readonly comparison: string;
  readonly witness: string | null;
  readonly columns: readonly WitnessColumn[];
  readonly entries: readonly (readonly string[])[];
}

/** One measured latency; the texts are null when nothing was measured. */
export interface LatencyRow {
  readonly name: string;
  readonly since: string;
  readonly p50: string;
  readonly p99: string;
  readonly max: string;
}

/** A labelled line or two. */
export interface Fact {
  readonly label: string;
  readonly lines: readonly string[];
}

/** Everything a summary shows, free of control characters and not yet laid out. */
export interface RunSummary {
  readonly verdict: Verdict;
  readonly scenario: string;
  readonly title: string;
  readonly why: string;
  readonly checks: readonly CheckRow[];
  readonly findings: readonly Finding[];
  /** Empty in virtual time: nothing was measured. */
  readonly latency: readonly LatencyRow[];
  readonly facts: readonly Fact[];
  readonly notes: readonly string[];
}

/** Puts what matters of a run into words, most important first. */
export function summarise(run: RunDocument): RunSummary {
  return {
    verdict: run.verdict,
    scenario: plainText(run.scenario.name),
    title: plainText(run.scenario.title),
    why: whyOf(run),
    checks: run.checks.map(checkRow),
    findings: run.checks
      .filter((check) => check.verdict === 'fail' || check.verdict === 'inconclusive')
      .map(finding),
    latency:
      run.mode === 'virtual'
        ? []
        : [
            latencyRow('response', 'since planned', run.latency['response.deliver']),
            latencyRow('service', 'since sent', run.latency['service.deliver']),
          ],
    facts: [
      { label: 'Alerts', lines: alertLines(run) },
      ...(run.trace === undefined ? [] : [{ label: 'Trace', lines: traceLines(run.trace) }]),
      {
        label: 'Generator',
        lines: run.mode === 'virtual' ? virtualLines(run) : generatorLines(run.generator),
      },
      { label: 'Throttle', lines: [throttleText(run.throttle)] },
      { label: 'Profile', lines: [profileLine(run.profile)] },
      { label: 'Run', lines: runLines(run) },
      { label: 'Hashes', lines: [plainText(hashLine(run))] },
    ],
    notes: notesOf(run),
  };
}

function checkRow(check: Check): CheckRow {
  return {
    id: plainText(check.id),
    requirement: plainText(check.requirement),
    verdict: check.verdict,
    exercised: countText(check.exercised),
    measured: plainText(check.measured),
    bound: plainText(check.bound),
  };
}

function finding(check: Check): Finding {
  const entries = check.witness?.entries ?? [];
  const columns = witnessColumns(entries);
  return {
    id: plainText(check.id),
    requirement: plainText(check.requirement),
    verdict: check.verdict,
    reason: capitalised(sentence(check.reason)),
    comparison: sentence(`Measured: ${check.measured}. Bound: ${check.bound}`),
    witness: check.witness && sentence(check.witness.sentence),
    columns,
    entries: entries.map((entry) => columns.map(({ text }) => text(entry))),
  };
}

/** Capital letter where a plain word begins; names such as `storm.discarded` stay as they are. */
function capitalised(text: string): string {
  return text.replace(/^[a-z](?=[a-z]*\s)/, (letter) => letter.toUpperCase());
}

function latencyRow(
  name: string,
  since: string,
  summary: RunDocument['latency']['response.deliver'],
): LatencyRow {
  const text = (us: number | undefined): string => (us === undefined ? '–' : milliseconds(us / 1000));
  return { name, since, p50: text(summary?.p50Us), p99: text(summary?.p99Us), max: text(summary?.maxUs) };
}

function alertLines({ totals, refused }: RunDocument): string[] {
  const lines = [
    `planned ${countText(totals.planned)} → sent ${countText(totals.sent)} → received ${countText(totals.received)}`,
    `→ delivered ${countText(totals.delivered)} + discarded ${countText(totals.discarded)} ` +
      `(${share(totals.discarded, totals.received)})`,
  ];
  if (totals.refused === 0) return lines;
  const reasons = Object.entries(refused).map(
    ([reason, count]) => `${plainText(reason)} ${countText(count)}`,
  );
  return [...lines, `refused before the throttle: ${countText(totals.refused)} (${reasons.join(', ')})`];
}

function generatorLines(health: GeneratorHealth): string[] {
  const lateness =
    health.latenessP99Ms === null ? '' : `, lateness p99 ${milliseconds(health.latenessP99Ms)}`;
  const trouble = [
    health.unacknowledged > 0 ? `${countText(health.unacknowledged)} unacknowledged` : '',
    health.reconnects > 0 ? countOf(health.reconnects, 'reconnection') : '',
  ].filter((text) => text !== '');
  const counts = [`${countText(health.late)} late`, `${countText(health.dropped)} dropped`, ...trouble].join(
    ', ',
  );
  return [counts + lateness, ...threadLine(health), ...machineLine(health)];
}

function virtualLines({ generator }: RunDocument): string[] {
  const unsent = generator.dropped === 0 ? '' : `${countText(generator.dropped)} not reached, `;
  return [`none: virtual time, ${unsent}memory ${mebibytes(generator.peakRssBytes)}`];
}

function threadLine({ threads, peakRssBytes }: GeneratorHealth): string[] {
  if (threads.length === 0) return [];
  const busiest = threads.reduce((a, b) => (b.utilization > a.utilization ? b : a));
  const delayP99Ms = Math.max(...threads.map((thread) => thread.delayP99Ms));
  return [
    `busiest thread ${plainText(busiest.thread)} ${share(busiest.utilization, 1)}, ` +
      `loop delay p99 ${milliseconds(delayP99Ms)}, memory ${mebibytes(peakRssBytes)}`,
  ];
}

/** What all threads share, as far as it was measured. */
function machineLine({ resources = [] }: GeneratorHealth): string[] {
  const used = (kind: ResourceKind, words: (use: ResourceUse) => string): string[] =>
    resources.filter(({ resource }) => resource === kind).map(words);
  const said = [
    ...used('processors', ({ mean, peak }) => `processors ${share(mean, 1)} busy, ${share(peak, 1)} at most`),
    ...used('files', ({ peak }) => `open files ${share(peak, 1)}`),
    ...used('ports', ({ peak }) => `ports ${share(peak, 1)}`),
  ];
  return said.length === 0 ? [] : [said.join(', ')];
}

function profileLine({ name, provenance }: RunDocument['profile']): string {
  return `${plainText(name)} (${plainText(provenance.status)}: ${plainText(provenance.source)})`;
}

function runLines(run: RunDocument): string[] {
  return [
    `seed ${run.seed}, ${countOf(run.plan.devices, 'Device')}, ${howText(run)}`,
    `${run.start}, stormproof ${run.tool.version}, Node ${run.environment.node.replace(/^v/, '')}, ` +
      countOf(run.environment.cores, 'core'),
  ].map(plainText);
}

function howText(run: RunDocument): string {
  const { durationUs, timeScale, qos, generator, mode } = run;
  if (mode === 'virtual') return `${formatDuration(durationUs)} of virtual time`;
  const time = `${formatDuration(durationUs)} at ${timeScale}x = ${timeSpan(durationUs / timeScale)}`;
  const by = generator.client === undefined ? '' : ` (${generator.client})`;
  return `${time}, QoS ${qos}, ${countOf(generator.workers, 'worker')}${by}, ${mode}`;
}

function hashLine({ scenario, plan, profile }: RunDocument): string {
  return `scenario ${shortHash(scenario.hash)}, plan ${shortHash(plan.hash)}, profile ${shortHash(profile.hash)}`;
}

const STAND_IN = 'MQTT is the harness’ stand-in for the southbound side.';

function notesOf(run: RunDocument): string[] {
  const notes =
    run.mode === 'virtual'
      ? ['Virtual time: the throttle was asked directly, and nothing was sent.']
      : [`${run.trace === undefined ? 'Simulated devices' : 'Recorded Alerts, sent again'}; ${STAND_IN}`];
  if (run.setAside.length > 0) {
    notes.push(`Set aside, because virtual time cannot show it: ${run.setAside.map(plainText).join(', ')}.`);
  }
  if (run.profile.provenance.status === 'illustrative') {
    notes.push('Illustrative thresholds: not taken from a live Traffic Management profile.');
  }
  const negative = Math.max(0, ...Object.values(run.latency).map((leg) => leg?.negative ?? 0));
  if (negative > 0)
    notes.push(`Clocks disagreed: ${countOf(negative, 'latency sample')} below zero left out.`);
  if (!run.history) notes.push('Written without its history: nobody can derive this verdict again.');
  if (run.interrupted) notes.push('Interrupted: this is a partial record.');
  return notes;
}
