// The clients there are, by name. mqtt.js is loaded when it is asked for, and not before: that takes a tenth of a
// second and some megabytes on every thread.

import { openFastConnection } from './fast-connection.ts';
import type { OpenMqttConnection } from './mqtt-connection.ts';
import { loadReferenceClient } from './reference-connection.ts';

/** Names of the clients: our own, and mqtt.js, which it is measured and tested against. */
export const MQTT_CLIENTS = ['fast', 'mqtt.js'] as const;

/** The name of one client. */
export type MqttClientName = (typeof MQTT_CLIENTS)[number];

/** The client that is used when none is named. */
export const DEFAULT_CLIENT: MqttClientName = 'fast';

/** Loads a client: what opens a connection with it. */
export async function loadMqttClient(name: MqttClientName): Promise<OpenMqttConnection> {
  return name === 'fast' ? openFastConnection : loadReferenceClient();
}
