// Devices and their identities. Simulated Device IDs are locally administered EUI-64s, so that simulated
// traffic can never be taken for a real meter's.

/** Device types of the DUIS schema that a population may hold. */
export const DEVICE_TYPES = ['ESME', 'GSME', 'GPF', 'CHF', 'HCALCS', 'PPMID', 'IHD', 'CAD'] as const;

/** One of the Device types of the DUIS schema. */
export type DeviceType = (typeof DEVICE_TYPES)[number];

/** A Device of a run: its index among them, its type, and the Communications Hub it hangs on; null where not known. */
export interface Device {
  readonly index: number;
  readonly id: string;
  readonly type: DeviceType | null;
  readonly hub: number | null;
}

/** What holds an MQTT connection: each Device one of its own, or each Communications Hub one for its Devices. */
export const CONNECTIONS = ['device', 'hub'] as const;

/** One of them. */
export type Connection = (typeof CONNECTIONS)[number];

/** The MQTT client id of the connection that carries a Device's Alerts: its own ID, or its hub's: no Device ID. */
export function clientIdOf({ id, hub }: Pick<Device, 'id' | 'hub'>, connection: Connection): string {
  return connection === 'hub' && hub !== null ? `hub-${hub + 1}` : id;
}

/** Every octet as it is written. */
const OCTETS = Array.from({ length: 256 }, (_, octet) => octet.toString(16).toUpperCase().padStart(2, '0'));

const EUI_64 = /^[0-9A-F]{2}(?:-[0-9A-F]{2}){7}$/;

/** True for 8 upper-case hexadecimal octets joined by `-`. */
export function isDeviceId(text: string): boolean {
  return EUI_64.test(text);
}

/** The type and number of a simulated Device ID; undefined for any other text. */
export function readSimulatedDeviceId(id: string): { type: DeviceType; serial: number } | undefined {
  const octets = isDeviceId(id) ? id.split('-').map((octet) => Number.parseInt(octet, 16)) : [];
  const type = DEVICE_TYPES[(octets[3] ?? 0) - 1];
  const serial = octets.slice(4).reduce((number, octet) => number * 256 + octet, 0);
  return type !== undefined && simulatedDeviceId(type, serial) === id && serial > 0
    ? { type, serial }
    : undefined;
}

/**
 * The Device ID of the n-th simulated Device of a type: `02-53-50-<type>-<n, 4 octets>`.
 * The first octet's locally-administered bit is set.
 */
export function simulatedDeviceId(type: DeviceType, n: number): string {
  const octets = [0x02, 0x53, 0x50, DEVICE_TYPES.indexOf(type) + 1, n >>> 24, n >>> 16, n >>> 8, n];
  return octets.map((octet) => OCTETS[octet & 0xff]!).join('-');
}
