// A User that never reads, with a bound that is soon reached: nobody waits for it, it is cut off, and that is counted.

import { describe, expect, it, vi } from 'vitest';
import { alertTopic } from '../../src/wire/topics.ts';
import { A, alertOf } from './parts.ts';
import { publishOf, rawBroker } from './raw-broker.ts';

vi.mock('../../src/domain/limits.ts', async (original) => ({
  ...(await original<typeof import('../../src/domain/limits.ts')>()),
  MAX_USER_BACKLOG_BYTES: 2_000_000,
}));

/** An Alert of 100 kB. */
const bulky = (recipient: 'Supplier' | 'DCC') =>
  Buffer.from(
    alertOf({ recipient })
      .toString()
      .replace('{', `{"more":"${'x'.repeat(100_000)}",`),
  );

describe('a User that reads nothing', () => {
  it('holds up neither another User nor a Device, and is cut off and counted', async () => {
    const { accepted, listening, refusals, gate } = await rawBroker();
    const slow = await listening('Supplier', 1);
    slow.socket.pause();
    const other = await listening('DCC', 0);
    const device = await accepted(A);
    let sent = 0;
    const topic = alertTopic(A, 0x81c3);
    while (refusals.total === 0 && sent < 500) {
      const messageId = ++sent;
      const qos = 1;
      device.send({ cmd: 'publish', topic, payload: bulky('Supplier'), qos, messageId });
      device.send({ cmd: 'publish', topic, payload: alertOf({ recipient: 'DCC' }), qos: 0 });
      expect(await device.firstNamed(sent)).toContain(`puback ${messageId}`);
      expect(await other.first(sent)).toHaveLength(sent);
    }
    expect([refusals.byReason, gate.delivered]).toEqual([{ 'slow-user': 1 }, 2 * sent]);
    slow.socket.resume();
    await slow.closed;
    device.send(publishOf(1, 1));
    await device.first(sent + 1);
    expect(refusals.byReason).toEqual({ 'slow-user': 1 });
  });
});
