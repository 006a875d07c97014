// The identity of a run goes in, the lines that are printed before its first message come out: whatever is
// needed to run the same again.

import { formatDuration } from '../../domain/duration.ts';
import { plainText } from '../../report/plain-text.ts';
import { countOf, shortHash, timeSpan } from '../../report/quantity.ts';
import { throttleText } from '../../report/throttle-text.ts';
import { traceLines } from '../../report/trace-text.ts';
import type { RunIdentity } from '../../run/progress.ts';
import type { Colours } from '../terminal.ts';
import { textWidth, wrapText } from '../text-width.ts';

/** What identifies the run, as lines that fit the width where breaking allows it. */
export function preambleLines(run: RunIdentity, colours: Colours, width: number): string[] {
  const name = plainText(run.scenario);
  const title = plainText(run.title);
  const fits = textWidth(`${name}  ${title}`) <= width;
  const load = `${countOf(run.alerts, 'Alert')} from ${countOf(run.devices, 'Device')}`;
  const overMqtt = run.mode === 'mqtt';
  const sending = overMqtt ? `, QoS ${run.qos}, ${countOf(run.workers, 'worker')}` : '';
  const span = formatDuration(run.durationUs);
  const scaled = `${span} at ${run.timeScale}x = ${timeSpan(run.durationUs / run.timeScale)}`;
  const hashes =
    `scenario ${shortHash(run.scenarioHash)}, plan ${shortHash(run.planHash)}, ` +
    `profile ${shortHash(run.profileHash)}`;
  const rows: [string, string][] = [
    ['load', load + sending],
    ...(run.trace === undefined ? [] : traceLines(run.trace)).map((text, at): [string, string] => [
      at === 0 ? 'trace' : '',
      text,
    ]),
    ['time', overMqtt ? scaled : `${span} of virtual time`],
    ['throttle', throttleText(run.throttle)],
    ['profile', `${plainText(run.profileName)} (${plainText(run.profileStatus)})`],
    ['seed', String(run.seed)],
    ['hashes', plainText(hashes)],
    ['stormproof', plainText(run.toolVersion)],
  ];
  return [
    fits ? `${colours.bold(name)}  ${title}` : colours.bold(name),
    ...(fits ? [] : wrapText(title, width)),
    ...rows.flatMap(([label, text]) => labelled(label, text, colours, width)),
  ];
}

const LABEL_WIDTH = 12;

function labelled(label: string, text: string, colours: Colours, width: number): string[] {
  return wrapText(text, Math.max(20, width - LABEL_WIDTH)).map(
    (line, index) => colours.dim((index === 0 ? label : '').padEnd(LABEL_WIDTH)) + line,
  );
}
