// Who may do what at the embedded broker: a client publishes below the topics of its own Devices and nowhere else, a
// User reads what is addressed to it and nothing else.

import { USER_ROLES, type UserRole } from '../domain/user.ts';
import { readAlertTopic, userFilter } from '../wire/topics.ts';

const USER_PREFIX = 'user-';

/** The client id of a User's connection. Never a Device ID. */
export function userClientId(user: UserRole): string {
  return `${USER_PREFIX}${user}`;
}

/** Client ids, topics and filters in, yes or no out. */
export class Access {
  readonly #clientOf: ReadonlyMap<string, string>;
  readonly #clients: ReadonlySet<string>;

  /** Takes each Device ID with the id of the client that publishes for it: itself, or its hub. */
  constructor(devices: Iterable<readonly [deviceId: string, clientId: string]>) {
    this.#clientOf = new Map(devices);
    this.#clients = new Set(this.#clientOf.values());
  }

  mayConnect(clientId: string): boolean {
    return this.#clients.has(clientId) || USER_ROLES.some((user) => userClientId(user) === clientId);
  }

  mayPublish(clientId: string, topic: string): boolean {
    const alert = readAlertTopic(topic);
    return alert !== undefined && this.#clientOf.get(alert.deviceId) === clientId;
  }

  maySubscribe(clientId: string, filter: string): boolean {
    return USER_ROLES.some((user) => userClientId(user) === clientId && userFilter(user) === filter);
  }
}
