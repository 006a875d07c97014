// Who may do what at the embedded broker: a Device publishes below its own topic and nowhere else, a User reads
// what is addressed to it and nothing else.

import { USER_ROLES, type UserRole } from '../domain/user.ts';
import { readAlertTopic, userFilter } from '../wire/topics.ts';

const USER_PREFIX = 'user-';

/** The client id of a User's connection. Never a Device ID. */
export function userClientId(user: UserRole): string {
  return `${USER_PREFIX}${user}`;
}

/** Client ids, topics and filters in, yes or no out. */
export class Access {
  readonly #devices: ReadonlySet<string>;

  constructor(deviceIds: Iterable<string>) {
    this.#devices = new Set(deviceIds);
  }

  mayConnect(clientId: string): boolean {
    return this.#devices.has(clientId) || USER_ROLES.some((user) => userClientId(user) === clientId);
  }

  mayPublish(clientId: string, topic: string): boolean {
    return this.#devices.has(clientId) && readAlertTopic(topic)?.deviceId === clientId;
  }

  maySubscribe(clientId: string, filter: string): boolean {
    return USER_ROLES.some((user) => userClientId(user) === clientId && userFilter(user) === filter);
  }
}
