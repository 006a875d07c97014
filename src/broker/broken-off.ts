// Why the broker ended a connection, from the error it ended with: what a client did, named for the counts of refusals.
// Who merely went away, or whose network did, was not refused.

import { systemCode } from '../domain/failure.ts';
import type { RefusalReason } from './refusals.ts';

/** The rule of this broker that a client broke. */
export class BrokenOff extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** What Aedes says of a packet that would have waited for the CONNACK in its own queue. */
const QUEUE_FULL = 'Client queue limit reached';

/** The reason that counts; null where the client was refused nothing. Whatever Aedes minds is an error of protocol. */
export function whyBrokenOff(error: Error): RefusalReason | null {
  if (error instanceof BrokenOff) return error.reason;
  if (systemCode(error) !== undefined) return null;
  return error.message === QUEUE_FULL ? 'early-packet' : 'protocol-error';
}
