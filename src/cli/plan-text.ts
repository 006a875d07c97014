// What a dry run says goes in, lines for a terminal come out: what would be sent, how fast, for how long.
// Nothing was started, so nothing is judged here.

import { formatDuration } from '../domain/duration.ts';
import { plainText } from '../report/plain-text.ts';
import { countOf, countText, shortHash, timeSpan } from '../report/quantity.ts';
import { throttleText } from '../report/throttle-text.ts';
import { traceLines } from '../report/trace-text.ts';
import type { PlanSummary } from '../run/run-options.ts';
import type { Terminal } from './terminal.ts';
import { tableLines } from './terminal-table.ts';
import { wrapText } from './text-width.ts';

/** Rows of the table of streams: a trace may have one for each of thousands of Alert Codes. */
const MOST_STREAMS = 40;

/** The plan of one scenario as text, ending with a line break. */
export function planText(plan: PlanSummary, { colours, columns }: Terminal): string {
  const width = columns();
  const head = `PLAN  ${plainText(plan.scenario)}`;
  const facts = [
    `${countOf(plan.alerts, 'Alert')} from ${countOf(plan.devices, 'Device')}, at most ` +
      `${countText(plan.peakPerSecond)} in one second of wall time`,
    `${formatDuration(plan.durationUs)} at ${plan.timeScale}x = ${timeSpan(plan.wallMs * 1000)} of wall time`,
    ...(plan.trace === undefined ? [] : traceLines(plan.trace)),
    `throttle ${throttleText(plan.throttle)}`,
    `profile ${plainText(plan.profileName)} (${plainText(plan.profileStatus)})`,
    `seed ${plan.seed}, scenario ${shortHash(plan.scenarioHash)}, plan ${shortHash(plan.planHash)}, ` +
      `profile ${shortHash(plan.profileHash)}`,
  ];
  const rows = plan.streams
    .slice(0, MOST_STREAMS)
    .map((stream) => [
      { text: plainText(stream.name) },
      { text: stream.alertCode },
      { text: stream.alertName ?? '–' },
      { text: countText(stream.devices) },
      { text: countText(stream.alerts) },
    ]);
  const unshown = plan.streams.length - rows.length;
  const columnHeads = [
    { head: 'Stream', gives: true },
    { head: 'Code' },
    { head: 'Alert', gives: true },
    { head: 'Devices', align: 'right' as const },
    { head: 'Alerts', align: 'right' as const },
  ];
  const lines = [
    ...wrapText(head, width).map(colours.bold),
    ...wrapText(plainText(plan.title), width - 6).map((line) => `      ${line}`),
    '',
    ...tableLines(columnHeads, rows, width, colours),
    ...(unshown > 0 ? [`and ${countText(unshown)} more, which --json names`] : []),
    '',
    ...facts.flatMap((fact) => wrapText(fact, width)),
    colours.dim('Nothing was started.'),
  ];
  return `${lines.join('\n')}\n`;
}
