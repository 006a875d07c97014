// Population spec in, Devices out: hub by hub, in the order the scenario names the types. The order is part of
// the plan: "the first n Devices of a type" means first in this list.

import { type Device, type DeviceType, simulatedDeviceId } from '../domain/device.ts';
import type { PopulationSpec } from '../scenario/scenario.ts';

/** Lists every Device of the population. */
export function populate(spec: PopulationSpec): Device[] {
  const devices: Device[] = [];
  const made = new Map<DeviceType, number>();
  for (let hub = 0; hub < spec.hubs; hub++) {
    for (const { type, count } of spec.perHub) {
      const before = made.get(type) ?? 0;
      for (let serial = before + 1; serial <= before + count; serial++) {
        devices.push({ index: devices.length, id: simulatedDeviceId(type, serial), type, hub });
      }
      made.set(type, before + count);
    }
  }
  return devices;
}

/** How many MQTT connections the population holds: one for each Device, or for each hub. */
export function countConnections(spec: PopulationSpec): number {
  return spec.connection === 'hub' ? spec.hubs : countDevices(spec);
}

/** How many Devices the population has. */
export function countDevices({ hubs, perHub }: PopulationSpec): number {
  return hubs * perHub.reduce((sum, { count }) => sum + count, 0);
}
