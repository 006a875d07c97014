// What is known of the trace that a run replays in, lines for people out: the same before the run, in a dry run and in
// the summary. What was left out is never left out here.

import { formatDuration } from '../domain/duration.ts';
import type { TraceEvidence } from '../trace/recorded-trace.ts';
import { plainText } from './plain-text.ts';
import { countOf, countText, shortHash } from './quantity.ts';

/** The lines, free of control characters. */
export function traceLines(trace: TraceEvidence): string[] {
  const { file, lines, used, skipped, firstSkipped, notReceived, reordered, repeated, clashing } = trace;
  const some = (count: number, singular: string, text: string, plural?: string): string[] =>
    count === 0 ? [] : [`${countOf(count, singular, plural)} ${text}`];
  const source = `${file} (${trace.format}, sha256 ${shortHash(trace.sha256)})`;
  const shown = firstSkipped.map((text) => `  ${text}`);
  return [
    `${source}: ${countText(used)} of ${countOf(lines, 'line')} used`,
    ...whenOf(trace),
    ...some(skipped, 'line', `could not be used${skipped === 1 ? '' : '; the first of them:'}`),
    ...shown,
    ...some(notReceived, 'line', 'of Alerts that never reached the throttle left out'),
    ...some(reordered, 'line', 'out of time order, sorted'),
    ...some(repeated, 'Alert', 'sent again: Device, code and counter are those of an earlier one'),
    ...some(clashing, 'Alert', 'with the counter of another Alert Code of the same Device'),
    ...some(trace.leftOut, 'Alert', 'due after the end of the scenario left out'),
  ].map(plainText);
}

function whenOf({ firstAt, shiftUs }: TraceEvidence): string[] {
  const first = firstAt === null ? [] : [`first Alert at ${firstAt}`];
  const shift = shiftUs === 0 ? [] : [`all of them shifted by ${formatDuration(shiftUs)}`];
  return first.length + shift.length === 0 ? [] : [[...first, ...shift].join(', ')];
}
