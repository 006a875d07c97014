// The Devices of a stream against the population: that they are there, that there are enough of them, and that each
// is named once. Works on whatever parts are sound by themselves.

import { DEVICE_TYPES, type DeviceType, readSimulatedDeviceId, simulatedDeviceId } from '../domain/device.ts';
import { cohortFields, rangeOf } from './cohort.ts';
import type { DeviceCounts } from './population-rules.ts';
import type { Problems } from './problems.ts';
import { readPart } from './schema-check.ts';
import { allOf, eitherOf } from './word-list.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

/** Adds every problem of the Devices of the stream at the path; `counts` is null where they cannot be known. */
export function checkCohort(
  source: YamlSource,
  problems: Problems,
  stream: YamlPath,
  counts: DeviceCounts | null,
): void {
  const path = [...stream, 'devices'];
  const written = source.at(path);
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return;
  const byId = source.has([...path, 'ids']);
  if (!byId && !source.has([...path, 'type'])) {
    const hint = 'or name single Devices with `ids`';
    problems.atValue([...path, 'type'], `\`type\` is missing; it must be ${eitherOf(DEVICE_TYPES)}`, hint);
  }
  refuseBeside(source, problems, path, byId ? 'ids' : 'count', byId ? ['count', 'share', 'skip'] : ['share']);
  if (counts === null) return;
  if (byId) checkIds(source, problems, path, counts);
  else checkPortion(source, problems, path, counts);
}

function refuseBeside(
  source: YamlSource,
  problems: Problems,
  path: YamlPath,
  kept: string,
  others: readonly string[],
): void {
  if (!source.has([...path, kept])) return;
  for (const other of others) {
    if (!source.has([...path, other])) continue;
    problems.atKey([...path, other], `\`${other}\` has no meaning beside \`${kept}\``, 'keep one of the two');
  }
}

function checkPortion(source: YamlSource, problems: Problems, path: YamlPath, counts: DeviceCounts): void {
  const type = readPart(cohortFields.type, source, [...path, 'type']);
  if (type === undefined) return;
  if (!counts.has(type)) {
    const hint = counts.size > 0 ? `the population has ${allOf([...counts.keys()])}` : null;
    problems.atValue([...path, 'type'], `the population has no ${type}`, hint);
    return;
  }
  const there = counts.get(type);
  const count = readPart(cohortFields.count, source, [...path, 'count']);
  const share = readPart(cohortFields.share, source, [...path, 'share']);
  const skip = readPart(cohortFields.skip, source, [...path, 'skip']);
  const sound =
    source.has([...path, 'count']) === (count !== undefined) &&
    source.has([...path, 'share']) === (share !== undefined) &&
    source.has([...path, 'skip']) === (skip !== undefined);
  if (there === undefined || !sound) return;
  const [start, end] = rangeOf({ count, share, skip }, there);
  const last = count === undefined ? 'share' : 'count';
  if (start >= there) {
    const skipped = source.written([...path, 'skip'])!;
    const message = `the population has ${there} ${type}; none is left after skipping ${skipped}`;
    problems.atValue([...path, 'skip'], message);
  } else if (end > there && start > 0) {
    const left = `after the first ${start} there are ${there - start} left`;
    problems.atValue([...path, last], `the population has ${there} ${type}; ${left}, not ${end - start}`);
  } else if (end > there) {
    const hint = 'leave `count` out to mean all of them';
    problems.atValue([...path, last], `the population has ${there} ${type}, not ${end}`, hint);
  } else if (end <= start) {
    const message = `${source.written([...path, 'share'])} of ${there} ${type} is no Device`;
    problems.atValue([...path, 'share'], message, 'shares are rounded down to whole Devices');
  }
}

function checkIds(source: YamlSource, problems: Problems, path: YamlPath, counts: DeviceCounts): void {
  const list = source.at([...path, 'ids']);
  const type = readPart(cohortFields.type, source, [...path, 'type']);
  const seen = new Set<string>();
  for (const item of Array.isArray(list) ? list.keys() : []) {
    const place = [...path, 'ids', item];
    const id = readPart(cohortFields.id, source, place);
    if (id === undefined) continue;
    const device = readSimulatedDeviceId(id);
    const there = device && counts.has(device.type) ? counts.get(device.type) : 0;
    if (seen.has(id)) problems.atValue(place, `${id} is named twice`, 'once is enough');
    else if (!device || (there !== undefined && device.serial > there)) {
      problems.atValue(place, `the population has no Device ${id}`, rangesHint(counts, device?.type ?? type));
    } else if (type !== undefined && device.type !== type) {
      problems.atValue(
        place,
        `${id} is of the type ${device.type}, not ${type}`,
        'leave `type` out: the ID says it',
      );
    }
    seen.add(id);
  }
}

function rangesHint(counts: DeviceCounts, type: DeviceType | undefined): string | null {
  const known = type !== undefined && counts.has(type) ? type : [...counts.keys()][0];
  const there = known === undefined ? undefined : counts.get(known);
  if (known === undefined || there === undefined) return null;
  return `its ${known} are ${simulatedDeviceId(known, 1)} to ${simulatedDeviceId(known, there)}`;
}
