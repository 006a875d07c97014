// Who may do what at the embedded broker: a client publishes below the topics of its own Devices and nowhere else, a
// User reads what is addressed to it and nothing else.

import { USER_ROLES, type UserRole } from '../domain/user.ts';
import { readAlertTopic, userFilter } from '../wire/topics.ts';

const USER_PREFIX = 'user-';

/** The client id of a User's connection. Never a Device ID. */
export function userClientId(user: UserRole): string {
  return `${USER_PREFIX}${user}`;
}

/** A Device that the broker knows, and its place in the list it was made with. */
export interface KnownDevice {
  readonly id: string;
  readonly number: number;
}

interface Owned {
  readonly device: KnownDevice;
  readonly clientId: string;
}

/** Client ids, topics and filters in, yes or no out. */
export class Access {
  readonly #devices = new Map<string, Owned>();
  readonly #clients: ReadonlySet<string>;

  /** Takes each Device ID with the id of the client that publishes for it: itself, or its hub. */
  constructor(devices: Iterable<readonly [deviceId: string, clientId: string]>) {
    for (const [id, clientId] of devices) {
      this.#devices.set(id, { device: { id, number: this.#devices.size }, clientId });
    }
    this.#clients = new Set([...this.#devices.values()].map(({ clientId }) => clientId));
  }

  /** The Device of this ID, if there is one. */
  deviceNamed(deviceId: string): KnownDevice | undefined {
    return this.#devices.get(deviceId)?.device;
  }

  /** The same, if this client publishes for it. */
  deviceOf(clientId: string, deviceId: string): KnownDevice | undefined {
    const owned = this.#devices.get(deviceId);
    return owned?.clientId === clientId ? owned.device : undefined;
  }

  /** The User whose connection this is. */
  userOf(clientId: string): UserRole | undefined {
    return USER_ROLES.find((user) => userClientId(user) === clientId);
  }

  mayConnect(clientId: string): boolean {
    return this.#clients.has(clientId) || this.userOf(clientId) !== undefined;
  }

  mayPublish(clientId: string, topic: string): boolean {
    const alert = readAlertTopic(topic);
    return alert !== undefined && this.deviceOf(clientId, alert.deviceId) !== undefined;
  }

  maySubscribe(clientId: string, filter: string): boolean {
    const user = this.userOf(clientId);
    return user !== undefined && userFilter(user) === filter;
  }
}
