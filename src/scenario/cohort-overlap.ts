// The cohorts of two streams in, a Device that is in both out. Ranges and IDs are compared as they are: no list of a
// type's Devices is ever made.

import { type DeviceType, readSimulatedDeviceId, simulatedDeviceId } from '../domain/device.ts';
import { rangeOf, type WrittenCohort } from './cohort.ts';
import type { DeviceCounts } from './population-rules.ts';

/** Single Devices, or those of a type from one place in the population up to another. */
export type CohortDevices =
  | { readonly ids: ReadonlySet<string> }
  | { readonly type: DeviceType; readonly start: number; readonly end: number };

/** The Devices that a cohort means; null where the population leaves it open. */
export function devicesMeant(written: WrittenCohort, counts: DeviceCounts): CohortDevices | null {
  const { ids, type } = written;
  if (ids) return { ids: new Set(ids) };
  const there = type === undefined ? undefined : counts.get(type);
  if (type === undefined || there === undefined) return null;
  const [start, end] = rangeOf(written, there);
  return { type, start, end };
}

/** The ID of a Device that is in both, or null. */
export function commonDevice(one: CohortDevices, other: CohortDevices): string | null {
  if ('ids' in one) return [...one.ids].find((id) => holds(other, id)) ?? null;
  if ('ids' in other) return commonDevice(other, one);
  const start = Math.max(one.start, other.start);
  const both = one.type === other.type && start < Math.min(one.end, other.end);
  return both ? simulatedDeviceId(one.type, start + 1) : null;
}

function holds(cohort: CohortDevices, id: string): boolean {
  if ('ids' in cohort) return cohort.ids.has(id);
  const device = readSimulatedDeviceId(id);
  return device?.type === cohort.type && device.serial > cohort.start && device.serial <= cohort.end;
}
