// How many Devices of each type a population holds, counted from whatever parts of it are sound, and the
// problems that only show in the sum. Streams are measured against the count.

import { DEVICE_TYPES, type DeviceType } from '../domain/device.ts';
import { MAX_DEVICES } from '../domain/limits.ts';
import type { Problems } from './problems.ts';
import { populationFields } from './scenario-schema.ts';
import { readPart } from './schema-check.ts';
import type { YamlSource } from './yaml-source.ts';

/** Devices by type; a type the population writes but gets wrong counts as undefined, not as missing. */
export type DeviceCounts = ReadonlyMap<DeviceType, number | undefined>;

/** Adds the problems of the population as a whole; returns its counts, or null when they cannot be known. */
export function checkPopulation(source: YamlSource, problems: Problems): DeviceCounts | null {
  const devices = ['population', 'devices'];
  const written = source.at(devices);
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return null;
  if (Object.keys(written).length === 0) {
    problems.atValue(devices, 'the population has no Device', 'name at least one type, such as { ESME: 1 }');
    return null;
  }
  const hubs = readPart(populationFields.hubs, source, ['population', 'hubs']);
  const counts = new Map<DeviceType, number | undefined>();
  for (const type of DEVICE_TYPES) {
    if (!source.has([...devices, type])) continue;
    const perHub = readPart(populationFields.perHub, source, [...devices, type]);
    counts.set(type, hubs === undefined || perHub === undefined ? undefined : hubs * perHub);
  }
  const total = [...counts.values()].reduce<number>((sum, count) => sum + (count ?? 0), 0);
  if (total > MAX_DEVICES) {
    problems.atKey(
      ['population'],
      `the population has ${total} Devices; at most ${MAX_DEVICES} are possible`,
    );
  }
  return counts;
}
