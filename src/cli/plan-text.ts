// What a dry run says goes in, lines for a terminal come out: what would be sent, how fast, for how long.
// Nothing was started, so nothing is judged here.

import { formatDuration } from '../domain/duration.ts';
import { plainText } from '../report/plain-text.ts';
import { countOf, countText, milliseconds, shortHash, timeSpan } from '../report/quantity.ts';
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
  const resent = plan.streams.reduce((sum, stream) => sum + stream.resent, 0);
  const ofThem = resent === 0 ? '' : `, ${countText(resent)} of them sent again,`;
  const facts = [
    `${countOf(plan.alerts, 'Alert')}${ofThem} from ${countOf(plan.devices, 'Device')}, at most ` +
      `${countText(plan.peakPerSecond)} in one second of wall time`,
    `${formatDuration(plan.durationUs)} at ${plan.timeScale}x = ${timeSpan(plan.wallMs * 1000)} of wall time`,
    ...(plan.trace === undefined ? [] : traceLines(plan.trace)),
    ...(plan.wrongClocks ? [clocksText(plan.wrongClocks)] : []),
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
      ...(resent === 0 ? [] : [{ text: countText(stream.resent) }]),
    ]);
  const unshown = plan.streams.length - rows.length;
  const columnHeads = [
    { head: 'Stream', gives: true },
    { head: 'Code' },
    { head: 'Alert', gives: true },
    { head: 'Devices', align: 'right' as const },
    { head: 'Alerts', align: 'right' as const },
    ...(resent === 0 ? [] : [{ head: 'Sent again', align: 'right' as const }]),
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

/** Which way clocks are wrong, and how far: `… are wrong, by up to 2 h behind and 5 min ahead`. */
function clocksText({ devices, behindUs, aheadUs }: NonNullable<PlanSummary['wrongClocks']>): string {
  const far = (us: number): string => (us < 1_000_000 ? milliseconds(us / 1_000) : timeSpan(us));
  const ways = [
    ...(behindUs > 0 ? [`${far(behindUs)} behind`] : []),
    ...(aheadUs > 0 ? [`${far(aheadUs)} ahead`] : []),
  ];
  const whose =
    devices === 1
      ? 'the clock of 1 Device is wrong'
      : `the clocks of ${countText(devices)} Devices are wrong`;
  return `${whose}, by up to ${ways.join(' and ')}`;
}
