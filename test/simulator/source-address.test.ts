// Where connections come from: the usual address as long as its ports last, and never one that the host may not have.

import { expect, it } from 'vitest';
import { sourceAddress } from '../../src/simulator/source-address.ts';

it.each([
  ['127.0.0.1', 0, undefined],
  ['127.0.0.1', 24_999, undefined],
  ['127.0.0.1', 25_000, '127.0.0.2'],
  ['127.0.0.1', 99_999, '127.0.0.4'],
  ['10.0.0.7', 99_999, undefined],
])('for a broker on %s, connection %i comes from %s', (host, connection, address) => {
  expect(sourceAddress(host, connection)).toBe(address);
});

it('gives no address more connections than it has ports', () => {
  const counts = new Map<string | undefined, number>();
  for (let n = 0; n < 200_000; n++) {
    const address = sourceAddress('127.0.0.1', n);
    counts.set(address, (counts.get(address) ?? 0) + 1);
  }
  expect(Math.max(...counts.values())).toBeLessThan(28_232);
});
