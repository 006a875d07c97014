// Messages that wait until the one they are for can take more: first in, first out. A chain and not an array, whose
// first element costs more to take the longer it is.

import type { Qos } from '../domain/qos.ts';

/** A message, and the quality of service it was promised with. */
export interface WaitingMessage {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: Qos;
}

interface Link {
  readonly message: WaitingMessage;
  next: Link | null;
}

/** Messages in the order they came. */
export class WaitingMessages {
  #first: Link | null = null;
  #last: Link | null = null;
  #bytes = 0;

  /** Bytes of all that wait, topics and payloads. */
  get bytes(): number {
    return this.#bytes;
  }

  add(message: WaitingMessage): void {
    const link = { message, next: null };
    if (this.#last === null) this.#first = link;
    else this.#last.next = link;
    this.#last = link;
    this.#bytes += sizeOf(message);
  }

  /** Takes the one that has waited longest; null when none does. */
  take(): WaitingMessage | null {
    const link = this.#first;
    if (link === null) return null;
    this.#first = link.next;
    if (link.next === null) this.#last = null;
    this.#bytes -= sizeOf(link.message);
    return link.message;
  }
}

function sizeOf({ topic, payload }: WaitingMessage): number {
  return topic.length + payload.length;
}
