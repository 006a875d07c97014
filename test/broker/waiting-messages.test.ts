// Messages that wait: in order, counted in bytes, and as cheap to take when there are many as when there are few.

import { describe, expect, it } from 'vitest';
import { WaitingMessages } from '../../src/broker/waiting-messages.ts';

const message = (n: number) => ({ topic: `t${n}`, payload: Buffer.alloc(n), qos: 1 as const });

describe('messages that wait', () => {
  it('are taken in the order they came, also when all were taken in between', () => {
    const waiting = new WaitingMessages();
    for (const n of [1, 2]) waiting.add(message(n));
    expect([waiting.take(), waiting.take(), waiting.take()]).toEqual([message(1), message(2), null]);
    for (const n of [3, 4]) waiting.add(message(n));
    expect([waiting.take(), waiting.take(), waiting.take()]).toEqual([message(3), message(4), null]);
  });

  it('count topics and payloads in bytes', () => {
    const waiting = new WaitingMessages();
    expect(waiting.bytes).toBe(0);
    waiting.add(message(5));
    waiting.add(message(6));
    expect(waiting.bytes).toBe(2 + 5 + 2 + 6);
    waiting.take();
    expect(waiting.bytes).toBe(2 + 6);
    waiting.take();
    expect(waiting.bytes).toBe(0);
  });

  it('can be a million, each as cheap to take as the one before', () => {
    const waiting = new WaitingMessages();
    const one = message(1);
    const count = 1_000_000;
    for (let n = 0; n < count; n++) waiting.add(one);
    let taken = 0;
    while (waiting.take() !== null) taken++;
    expect([taken, waiting.bytes]).toEqual([count, 0]);
  }, 5_000);
});
