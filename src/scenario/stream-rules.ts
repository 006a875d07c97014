// What the streams of a scenario must be to each other, to the population and to the duration.
// Works on whatever parts are sound by themselves, so these problems are found along with the schema's.

import { formatDuration } from '../domain/duration.ts';
import { timesField } from './arrival.ts';
import { checkArrival } from './arrival-rules.ts';
import { checkClocks } from './clock-rules.ts';
import { checkCohort } from './cohort-rules.ts';
import { positiveDuration } from './field.ts';
import type { DeviceCounts } from './population-rules.ts';
import type { Problems } from './problems.ts';
import { checkResend } from './resend.ts';
import { RESERVED_NAMES, streamFields } from './scenario-schema.ts';
import { readPart } from './schema-check.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

/** Adds every problem between streams and their surroundings; returns the names of the streams. */
export function checkStreams(source: YamlSource, problems: Problems, counts: DeviceCounts | null): string[] {
  const list = source.at(['streams']);
  const names: string[] = [];
  const paths = Array.isArray(list) ? [...list.keys()].map((index): YamlPath => ['streams', index]) : [];
  for (const path of paths) {
    checkName(source, problems, path, names);
    checkCohort(source, problems, path, counts);
    checkArrival(source, problems, path);
    checkTimes(source, problems, path);
  }
  checkClocks(source, problems, paths, counts);
  return names;
}

function checkName(source: YamlSource, problems: Problems, path: YamlPath, names: string[]): void {
  const name = readPart(streamFields.name, source, [...path, 'name']);
  if (name === undefined) return;
  if (RESERVED_NAMES.includes(name)) {
    const hint = 'figures use this word for the whole run: choose another';
    problems.atValue([...path, 'name'], `no stream may be called \`${name}\``, hint);
  } else if (names.includes(name)) {
    problems.atValue([...path, 'name'], `two streams are called \`${name}\``, 'give each its own name');
  } else {
    names.push(name);
  }
}

/** Holds `from < until <= duration`, and each of an arrival's own times and the first resend inside of it. */
function checkTimes(source: YamlSource, problems: Problems, path: YamlPath): void {
  const duration = readPart(positiveDuration, source, ['duration']);
  const from = source.has([...path, 'from']) ? readPart(streamFields.from, source, [...path, 'from']) : 0;
  const ownUntil = source.has([...path, 'until']);
  const until = ownUntil ? readPart(streamFields.until, source, [...path, 'until']) : duration;
  if (ownUntil && until !== undefined && duration !== undefined && until > duration) {
    const message = `\`until\` must not be after the end of the scenario at ${formatDuration(duration)}`;
    problems.atValue([...path, 'until'], `${message}; found ${formatDuration(until)}`);
  }
  if (from === undefined || until === undefined) return;
  if (from >= until) {
    const end = ownUntil ? '`until`' : 'the end of the scenario';
    const message = `\`from\` must be before ${end} at ${formatDuration(until)}; found ${formatDuration(from)}`;
    problems.atValue([...path, source.has([...path, 'from']) ? 'from' : 'until'], message);
    return;
  }
  checkResend(source, problems, path, until - from);
  const times = source.at([...path, 'arrival', 'at']);
  for (const item of Array.isArray(times) ? times.keys() : []) {
    const time = readPart(timesField.element, source, [...path, 'arrival', 'at', item]);
    if (time === undefined || from + time < until) continue;
    const start = from === 0 ? '' : `, counted from ${formatDuration(from)}`;
    const bound = `${formatDuration(until)}${start}`;
    const message = `each time of \`at\` must fall before ${bound}; found ${formatDuration(time)}`;
    problems.atValue([...path, 'arrival', 'at', item], message);
  }
}
