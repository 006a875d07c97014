import { expect, it } from 'vitest';
import { judge } from '../../src/verify/judge.ts';
import { historyOf } from './history-of.ts';
import { profileOf } from './profile-of.ts';

it('every check names the requirement it serves and what it holds against a run', () => {
  const { checks } = judge(historyOf([{}]), profileOf(), { claims: [], expect: [] });
  expect(checks.map(({ id, requirement, bound }) => [id, requirement, bound])).toEqual([
    [
      'conservation',
      'SECMP0062-1 (K5, K15)',
      'received = delivered + discarded, each at most once, payload unchanged',
    ],
    [
      'answers',
      'throttle plug-in contract',
      'every Alert the throttle is asked about is answered with a decision, in time',
    ],
    [
      'quiet-traffic',
      'SECMP0062-1 (K2, K4)',
      'a key never above its threshold loses nothing and carries no metadata',
    ],
    [
      'isolation',
      'SECMP0062-1 (K3)',
      'a quiet key beside a storming one, of the same Device or Alert Code, ' +
        'loses nothing and carries no metadata',
    ],
    [
      'exclusion',
      'SECMP0062-1 (K7)',
      'an excluded Alert Code loses nothing and carries no metadata at any rate',
    ],
    [
      'ceiling',
      'SECMP0062-1 (K4, K5)',
      'deliveries of a key in any interval L ≤ (N + λ) × (⌈L/W⌉ + 1) + ⌈L/P⌉ + 1',
    ],
    [
      'floor',
      'SECMP0062-1 (K5)',
      'while arrivals keep coming more often than once per period, no two periods go by without a delivery',
    ],
    [
      'recovery',
      'SECMP0062-1 (K2, K5)',
      'after a storm and a silence of twice the longest configured time the next Alert is delivered',
    ],
    [
      'metadata',
      'SECMP0062-2 (K10–K13)',
      'fields valid, together, on throttled keys alone; ' +
        'counts of one key and id fit discarded so far or since the last',
    ],
    ['ordering', 'SECMP0062-1 (K5)', 'Alerts of one key are given to the User in arrival order'],
    ['decisions', 'SECMP0062-1 (K2–K7)', 'no decision differs from the reference model'],
    ['metadata-values', 'SECMP0062-2 (K10–K15)', 'every sequence id and count equals the reference model'],
    [
      'saturation',
      'harness',
      'at most 1% of the Alerts held up for more than 1000ms while something the harness needs had run out for 1s or longer',
    ],
    [
      'pacing',
      'harness',
      'every planned Alert sent and received with QoS 1, ' +
        'at most 1% of them more than 500ms off their planned moment',
    ],
  ]);
});
