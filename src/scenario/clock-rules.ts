// What the settings of wrong clocks must be: off one way and running one way, never standing still; and one clock for
// each Device, however many streams run on it. Works on whatever parts are sound by themselves.

import { isDeepStrictEqual } from 'node:util';
import { formatDuration } from '../domain/duration.ts';
import { CLOCK_DRIFTS, CLOCK_ERRORS, clockField, clockOf } from './clock.ts';
import { cohortField } from './cohort.ts';
import { type CohortDevices, commonDevice, devicesMeant } from './cohort-overlap.ts';
import { positiveDuration } from './field.ts';
import type { DeviceCounts } from './population-rules.ts';
import type { Problems } from './problems.ts';
import type { ClockSpec } from './scenario.ts';
import { readPart } from './schema-check.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

/** Adds every problem of the clocks of all streams; `counts` is null where the Devices cannot be known. */
export function checkClocks(
  source: YamlSource,
  problems: Problems,
  streams: readonly YamlPath[],
  counts: DeviceCounts | null,
): void {
  const said: { readonly clock: ClockSpec; readonly cohort: CohortDevices; readonly name: string }[] = [];
  for (const stream of streams) {
    if (!source.has([...stream, 'clock'])) continue;
    checkParts(source, problems, [...stream, 'clock']);
    const written = readPart(clockField, source, [...stream, 'clock']);
    const devices = readPart(cohortField, source, [...stream, 'devices']);
    const cohort = devices && counts && devicesMeant(devices, counts);
    if (!written || !cohort) continue;
    const clock = clockOf(written);
    for (const other of said) {
      const device = isDeepStrictEqual(other.clock, clock) ? null : commonDevice(other.cohort, cohort);
      if (device === null) continue;
      const message = `${device} has another clock in the stream \`${other.name}\`; a Device has one clock`;
      problems.atKey([...stream, 'clock'], message, 'say the same clock, or choose other Devices');
      break;
    }
    said.push({ clock, cohort, name: String(source.at([...stream, 'name'])) });
  }
}

function checkParts(source: YamlSource, problems: Problems, path: YamlPath): void {
  const written = source.at(path);
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return;
  if (Object.keys(written).length === 0) {
    problems.atValue(path, '`clock` must say what is wrong with it; found nothing', 'such as `ahead: 5m`');
  }
  for (const words of [CLOCK_ERRORS, CLOCK_DRIFTS]) {
    const [first, ...others] = words.filter((word) => source.has([...path, word]));
    for (const other of others) {
      problems.atKey(
        [...path, other],
        `\`${other}\` has no meaning beside \`${first}\``,
        'keep one of the two',
      );
    }
  }
  const drift = CLOCK_DRIFTS.find((word) => source.has([...path, word]));
  if (drift === undefined) {
    if (!source.has([...path, 'per'])) return;
    problems.atKey(
      [...path, 'per'],
      '`per` has no meaning without `gains` or `loses`',
      'such as `gains: 2s`',
    );
  } else if (!source.has([...path, 'per'])) {
    const hint = `such as \`${drift}: 2s, per: 1h\``;
    problems.atValue(
      [...path, 'per'],
      `\`per\` is missing; it must say in what time it ${drift} so much`,
      hint,
    );
  } else {
    checkDrift(source, problems, path, drift);
  }
}

/** A clock that loses all of the time stands still; one that gains as much is no clock either. */
function checkDrift(source: YamlSource, problems: Problems, path: YamlPath, drift: string): void {
  const amount = readPart(positiveDuration, source, [...path, drift]);
  const per = readPart(positiveDuration, source, [...path, 'per']);
  if (amount === undefined || per === undefined || amount < per) return;
  const message = `\`${drift}\` must be shorter than \`per\`, which is ${formatDuration(per)}`;
  problems.atValue([...path, drift], `${message}; found ${formatDuration(amount)}`);
}
