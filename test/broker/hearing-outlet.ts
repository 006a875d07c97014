// An outlet without a socket: it keeps the topics of what its User is given.

import { UserOutlet } from '../../src/broker/user-outlet.ts';
import type { UserOutlets } from '../../src/broker/user-outlets.ts';
import type { UserRole } from '../../src/domain/user.ts';

/** Adds one to the outlets; the list grows with what it is given. */
export function outletThatHears(outlets: UserOutlets, user: UserRole): string[] {
  const topics: string[] = [];
  class Hearing extends UserOutlet {
    override give(topic: string): void {
      topics.push(topic);
    }
  }
  const connection = { backlogBytes: 0, send: () => {}, destroy: () => {} };
  outlets.add(user, new Hearing(connection, outlets.replies, () => {}));
  return topics;
}
