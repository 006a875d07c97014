import { describe, expect, test } from 'vitest';
import { parseExpectation } from '../../src/scenario/expectation.ts';

const STREAMS = ['storm', 'after-storm'];

describe('An expectation', () => {
  test.each([
    ['storm.discarded > 0', { kind: 'stream', stream: 'storm', count: 'discarded' }, '>', 0],
    ['after-storm.delivered == 1', { kind: 'stream', stream: 'after-storm', count: 'delivered' }, '==', 1],
    ['total.sent!=12', { kind: 'total', count: 'sent' }, '!=', 12],
    ['latency.response.p99 < 50ms', { kind: 'latency', latency: 'response', statistic: 'p99' }, '<', 50_000],
    [
      'latency.service.max <= 1.5s',
      { kind: 'latency', latency: 'service', statistic: 'max' },
      '<=',
      1_500_000,
    ],
    ['latency.service.min >= 0ms', { kind: 'latency', latency: 'service', statistic: 'min' }, '>=', 0],
  ])('of %s is read whole', (text, figure, comparison, bound) => {
    expect(parseExpectation(text, STREAMS)).toEqual({ text, figure, comparison, bound });
  });

  test.each([
    ['storm.discarded', 'a comparison'],
    ['storm.discarded >', 'a comparison'],
    ['storm.discarded > 0 < 5', 'a comparison'],
    ['storm.discarded => 0', '`=>` is no comparison'],
    ['latency.response.p98 < 1s', 'no figure'],
    ['other.discarded > 0', 'no figure'],
    ['storm.discarded > 0.5', 'whole number'],
    ['storm.discarded > -1', 'whole number'],
    ['storm.discarded < 99999999999999999999', 'whole number'],
    ['latency.response.p99 < 50', 'duration'],
    ['constructor.discarded > 0', 'no figure'],
  ])('of %s is refused', (text, part) => {
    expect(parseExpectation(text, STREAMS)).toHaveProperty('message', expect.stringContaining(part));
  });
});
