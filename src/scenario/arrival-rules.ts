// What the settings of one arrival must be to each other: one shape, a train that fits between two starts, a pair that
// clears before it raises again, a ramp that is not flat at zero. Works on whatever parts are sound by themselves.

import { formatAlertCode } from '../domain/alert-code.ts';
import { formatDuration } from '../domain/duration.ts';
import { ARRIVAL_SHAPES, arrivalFields } from './arrival.ts';
import { alertCode } from './field.ts';
import type { Problems } from './problems.ts';
import { readPart } from './schema-check.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

/** Adds every problem between the settings of the arrival of the stream at the path. */
export function checkArrival(source: YamlSource, problems: Problems, stream: YamlPath): void {
  const path = [...stream, 'arrival'];
  const arrival = source.at(path);
  if (typeof arrival !== 'object' || arrival === null || Array.isArray(arrival)) return;
  const shapes = ARRIVAL_SHAPES.filter((shape) => Object.hasOwn(arrival, shape));
  if (shapes.length > 1) {
    const message = `\`arrival\` must have one shape; found ${shapes.map((shape) => `\`${shape}\``).join(' and ')}`;
    problems.atKey([...path, shapes[1]!], message, 'write a second stream for the second shape');
  } else if (Object.keys(arrival).length === 0) {
    problems.atValue(path, '`arrival` must have one shape; found none', 'such as `every: 5s`');
  }
  checkRamp(source, problems, [...path, 'ramp']);
  checkComb(source, problems, [...path, 'comb']);
  checkPair(source, problems, [...path, 'pair'], stream);
}

function checkRamp(source: YamlSource, problems: Problems, path: YamlPath): void {
  const from = readPart(arrivalFields.rampRate, source, [...path, 'from']);
  const to = readPart(arrivalFields.rampRate, source, [...path, 'to']);
  if (from !== 0 || to !== 0) return;
  problems.atKey(path, 'a ramp must have a rate above zero at one end at least', 'such as `to: 2/s`');
}

function checkComb(source: YamlSource, problems: Problems, path: YamlPath): void {
  const count = readPart(arrivalFields.count, source, [...path, 'count']);
  const spacing = readPart(arrivalFields.duration, source, [...path, 'spacing']);
  const every = readPart(arrivalFields.duration, source, [...path, 'every']);
  if (count === undefined || spacing === undefined || every === undefined) return;
  const length = (count - 1) * spacing;
  if (length < every) return;
  const train = `${count} Alerts ${formatDuration(spacing)} apart take ${formatDuration(length)}`;
  const message = `a train must end before the next one starts: ${train}; \`every\` is ${formatDuration(every)}`;
  problems.atValue([...path, 'every'], message);
}

function checkPair(source: YamlSource, problems: Problems, path: YamlPath, stream: YamlPath): void {
  const clear = readPart(arrivalFields.clear, source, [...path, 'clear']);
  const raise = readPart(alertCode, source, [...stream, 'alert']);
  if (clear !== undefined && clear === raise) {
    const message = `\`clear\` must be another Alert Code than the one that is raised, ${formatAlertCode(raise)}`;
    problems.atValue([...path, 'clear'], message);
  }
  const after = readPart(arrivalFields.duration, source, [...path, 'after']);
  const every = readPart(arrivalFields.duration, source, [...path, 'every']);
  if (after === undefined || every === undefined || after < every) return;
  const message = `\`after\` must be shorter than \`every\`, which is ${formatDuration(every)}`;
  const hint = 'each pair is cleared before it is raised again';
  problems.atValue([...path, 'after'], `${message}; found ${formatDuration(after)}`, hint);
}
