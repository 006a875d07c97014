// The interval a CONNECT announces, and who is silent for longer than that. Time is fake: a sweep is half a second.

import fc from 'fast-check';
import mqttPacket, { type Packet } from 'mqtt-packet';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { takeKeepAliveS, watchSilence } from '../../src/broker/keep-alive.ts';
import { runs, SEED } from '../support/seed.ts';
import { anyConnect, anyPacket, bytesOf } from './any-packet.ts';

const parsed = (bytes: Buffer): Packet => {
  let found: Packet | undefined;
  const parser = mqttPacket.parser();
  parser.on('packet', (packet) => {
    found = packet;
  });
  parser.parse(bytes);
  return found!;
};

describe('the keep-alive interval', () => {
  it(`is taken out of a CONNECT, and nothing else is changed (seed ${SEED})`, () => {
    fc.assert(
      fc.property(anyConnect, (connect) => {
        const bytes = bytesOf(connect);
        expect(takeKeepAliveS(bytes)).toBe(connect.keepalive);
        expect(parsed(bytes)).toEqual(parsed(bytesOf({ ...connect, keepalive: 0 })));
      }),
      runs(300),
    );
  });

  it(`is in no other packet, which stays as it is (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        anyPacket.filter((packet) => packet[0] !== 0x10),
        (packet) => {
          const before = Buffer.from(packet);
          expect([takeKeepAliveS(packet), packet.equals(before)]).toEqual([0, true]);
        },
      ),
      runs(200),
    );
  });

  it('is 0 in a CONNECT that ends before it, whatever that says of its length', () => {
    const whole = bytesOf({ cmd: 'connect', clientId: 'a', keepalive: 60, protocolVersion: 4 });
    for (let end = 2; end < 2 + 6 + 2 + 2; end++) {
      const cut = Buffer.from(whole.subarray(0, end));
      const before = Buffer.from(cut);
      expect([end, takeKeepAliveS(cut), cut.equals(before)]).toEqual([end, 0, true]);
    }
    const lying = Buffer.from(whole);
    lying.writeUInt16BE(0xffff, 2);
    expect(takeKeepAliveS(lying)).toBe(0);
  });
});

describe('keep-alive', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const watched = (keepAliveS: number) => ({ keepAliveS, silentSweeps: 0, destroy: vi.fn() });

  /** When a client that was last heard so long before a sweep is cut off, in ms after that. */
  function silenceEndured(keepAliveS: number, heardBeforeSweepMs: number): number {
    const client = watched(keepAliveS);
    const end = watchSilence(new Set([client]));
    vi.advanceTimersByTime(10_000 - heardBeforeSweepMs);
    client.destroy.mockClear();
    client.silentSweeps = 0;
    let ms = 0;
    while (client.destroy.mock.calls.length === 0) {
      vi.advanceTimersByTime(1);
      ms++;
    }
    end();
    return ms;
  }

  it.each([1, 2, 3, 60])('of %i s endures one and a half times that, and a sweep more at most', (seconds) => {
    for (const before of [1, 250, 499, 500]) {
      const ms = silenceEndured(seconds, before);
      expect(ms).toBeGreaterThanOrEqual(seconds * 1_500);
      expect(ms).toBeLessThanOrEqual(seconds * 1_500 + 500);
    }
  });

  it('cuts nobody off that is heard, that announced none, or that is gone', () => {
    const [heard, unbound, gone] = [watched(1), watched(0), watched(1)];
    const clients = new Set([heard, unbound, gone]);
    const end = watchSilence(clients);
    clients.delete(gone);
    for (let second = 0; second < 100; second++) {
      vi.advanceTimersByTime(1_000);
      heard.silentSweeps = 0;
    }
    for (const { destroy } of [heard, unbound, gone]) expect(destroy).not.toHaveBeenCalled();
    end();
  });

  it('sweeps no more once it is closed', () => {
    const client = watched(1);
    watchSilence(new Set([client]))();
    vi.advanceTimersByTime(60_000);
    expect([client.silentSweeps, client.destroy.mock.calls]).toEqual([0, []]);
  });
});
