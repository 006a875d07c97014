// Figure names: every one that is offered is read, and nothing else is.

import { describe, expect, it } from 'vitest';
import { figureNames, parseFigure } from '../../src/domain/figure.ts';

const STREAMS = ['storm', 'background'];

describe('parseFigure', () => {
  it.each([
    ['storm.discarded', { kind: 'stream', stream: 'storm', count: 'discarded' }],
    ['total.received', { kind: 'total', count: 'received' }],
    ['latency.response.p99', { kind: 'latency', latency: 'response', statistic: 'p99' }],
    ['total.unreported', { kind: 'run', count: 'unreported' }],
    ['throttled-keys.peak', { kind: 'keys', count: 'peak' }],
    ['latency.response.p99.9', { kind: 'latency', latency: 'response', statistic: 'p999' }],
    ['latency.service.deliver.max', { kind: 'latency', latency: 'service', statistic: 'max' }],
    [
      'latency.response.receive.p90',
      { kind: 'latency', latency: 'response', statistic: 'p90', end: 'receive' },
    ],
    ['latency.service.p999', { kind: 'latency', latency: 'service', statistic: 'p999' }],
  ])('reads %s', (text, figure) => {
    expect(parseFigure(text, STREAMS)).toEqual(figure);
  });

  it.each([
    '',
    '.',
    'storm',
    'storm.',
    '.discarded',
    'storm.lost',
    'nobody.discarded',
    'Storm.discarded',
    'storm.discarded.p99',
    'storm.discarded.',
    'latency.response',
    'latency.response.p95',
    'latency.wait.p99',
    'latency.response.p99.x',
    'total.length',
    'storm.unreported',
    'throttled-keys.discarded',
    'latency.response..p99',
    'latency.response.user.p99',
    'storm. discarded',
  ])('knows no figure %j', (text) => {
    expect(parseFigure(text, STREAMS)).toBeUndefined();
  });

  it('takes the total for the whole run even where a stream is called so', () => {
    expect(parseFigure('total.sent', ['total'])).toEqual({ kind: 'total', count: 'sent' });
  });
});

describe('figureNames', () => {
  it('offers counts per stream and for the whole run, the keys, and six statistics of four latencies', () => {
    const names = figureNames(STREAMS);
    expect(names).toHaveLength(3 * 5 + 5 + 2 + 4 * 6);
    expect(new Set(names).size).toBe(names.length);
    expect(names[0]).toBe('storm.planned');
    expect(names.at(-1)).toBe('latency.service.receive.max');
  });

  it('offers nothing that cannot be read', () => {
    expect(figureNames(STREAMS).filter((name) => parseFigure(name, STREAMS) === undefined)).toEqual([]);
  });
});
