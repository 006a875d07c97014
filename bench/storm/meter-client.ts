// Which MQTT clients the built product offers for its meters: mqtt.js, the reference, always, and the fast one where
// `run --help` lists the choice.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const FLAG = /^\s*--client\b/m;

/** A client, with the options that choose it. */
export interface MeterClient {
  readonly name: 'mqtt.js' | 'fast';
  readonly options: { readonly client?: string };
}

/** The clients there are, mqtt.js first. */
export function meterClients(): readonly MeterClient[] {
  const { stdout } = spawnSync(process.execPath, [MAIN, 'run', '--help'], { encoding: 'utf8' });
  if (!FLAG.test(stdout)) return [{ name: 'mqtt.js', options: {} }];
  return (['mqtt.js', 'fast'] as const).map((name) => ({ name, options: { client: name } }));
}

/** The client of this name, or null where the product has none. */
export function meterClient(name: MeterClient['name']): MeterClient | null {
  return meterClients().find((client) => client.name === name) ?? null;
}
