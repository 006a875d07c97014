// Which connections each User listens with at this moment: deliveries in, each to those of its User and to nobody
// else. Never keeps anything for a User that is away.

import type { UserRole } from '../domain/user.ts';
import { Replies } from './replies.ts';
import type { Delivery } from './throttle-gate.ts';
import type { UserOutlet } from './user-outlet.ts';

/** The open outlets of all Users. */
export class UserOutlets {
  readonly replies = new Replies();
  readonly #open = new Map<UserRole, Set<UserOutlet>>();

  add(user: UserRole, outlet: UserOutlet): void {
    const outlets = this.#open.get(user) ?? new Set();
    this.#open.set(user, outlets.add(outlet));
  }

  remove(user: UserRole, outlet: UserOutlet): void {
    this.#open.get(user)?.delete(outlet);
  }

  give({ user, topic, payload }: Delivery): void {
    for (const outlet of this.#open.get(user) ?? []) outlet.give(topic, payload);
  }

  /** Bytes that Users have not taken yet. */
  get backlogBytes(): number {
    let bytes = 0;
    for (const outlets of this.#open.values()) for (const outlet of outlets) bytes += outlet.backlogBytes;
    return bytes;
  }
}
