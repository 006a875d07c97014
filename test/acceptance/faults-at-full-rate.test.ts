// Eight thousand Alerts a second over real sockets, and throttles with a fault that touches few of them. Each is convicted
// by the check that the fault belongs to, with the Alerts that prove it, whether or not the machine keeps the rate.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunDocument } from '../../src/record/run-document.ts';
import { stormproof } from './command-line.ts';
import { type Workplace, workplace } from './small-storm.ts';
import { type Spoiling, spoiltThrottle } from './spoilt-throttle.ts';

const SCENARIO = fileURLToPath(new URL('./faults-at-full-rate.yaml', import.meta.url));
const LOUDEST = '02-53-50-01-00-00-00-01';
const NEIGHBOUR = '02-53-50-01-00-00-00-02';

let place: Workplace;
beforeEach(async () => {
  place = await workplace();
});
afterEach(() => place.remove());

async function storm(
  fault?: Spoiling,
): Promise<{ code: number | null; stderr: string; document: RunDocument }> {
  const throttle = fault ? ['--throttle', await spoiltThrottle(place.directory, fault)] : [];
  const flags = ['--json', '--quiet', '--out', join(place.directory, 'run'), ...throttle];
  const { code, stdout, stderr } = await stormproof(['run', SCENARIO, ...flags]);
  const document = JSON.parse(stdout) as RunDocument;
  const { planned, received } = document.totals;
  expect(planned).toBeGreaterThan(30_000);
  expect(received).toBe(planned);
  return { code, stderr, document };
}

const failing = ({ checks }: RunDocument): string[] =>
  checks.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);

const check = (document: RunDocument, id: string) => document.checks.find((one) => one.id === id)!;

test('a right throttle is never failed', async () => {
  const { code, stderr, document } = await storm();
  expect(failing(document)).toEqual([]);
  expect([0, 3], stderr).toContain(code);
  for (const id of ['conservation', 'quiet-traffic', 'isolation', 'decisions', 'metadata-values']) {
    expect(check(document, id).verdict, id).toBe('pass');
  }
});

test('a threshold one too high for one Device in 16 is convicted by the window that it let overflow', async () => {
  const { code, document } = await storm({
    remember: `
      const { threshold } = profile.default;
      const lenient = createThrottle({ ...profile, default: { ...profile.default, threshold: threshold + 1 } }, clock);`,
    decide: "return (arrival.deviceId.endsWith('7') ? lenient : honest).decide(arrival);",
  });
  expect([code, document.verdict]).toEqual([1, 'fail']);
  const { verdict, witness } = check(document, 'decisions');
  expect(verdict).toBe('fail');
  expect(witness?.sentence).toMatch(/6 arrivals.*threshold of 5.*must be discarded.*delivered/s);
  expect(witness?.entries).toHaveLength(6);
  for (const entry of witness!.entries) {
    expect(entry).toMatchObject({ device: expect.stringMatching(/7$/), code: '8F3D' });
  }
  expect(witness!.entries.at(-1)).toMatchObject({ outcome: 'deliver', copies: 1 });
  expect(check(document, 'conservation').verdict).toBe('pass');
});

test('one honest Alert swallowed in 20,000 is convicted, and the witness is that Alert', async () => {
  const { code, document } = await storm({
    remember: 'let asked = 0; let due = false;',
    decide: `
      const decision = honest.decide(arrival);
      due ||= ++asked % 20_000 === 0;
      if (!due || arrival.alertCode !== 0x8f0a) return decision;
      due = false;
      return { outcome: 'discard', reason: 'greedy' };`,
  });
  expect([code, document.verdict]).toEqual([1, 'fail']);
  for (const id of ['quiet-traffic', 'decisions']) {
    const { verdict, measured, witness } = check(document, id);
    expect(verdict, id).toBe('fail');
    expect(measured, id).toMatch(/^[12] (lost|of)/);
    expect(witness?.entries.at(-1)).toMatchObject({
      code: '8F0A',
      outcome: 'discard',
      reason: 'greedy',
      copies: 0,
    });
  }
  expect(check(document, 'conservation').verdict).toBe('pass');
});

test('one Device taken for another is convicted by what the loud one’s storm did to its neighbour', async () => {
  const { code, document } = await storm({
    decide: `
      const deviceId = arrival.deviceId === '${NEIGHBOUR}' ? '${LOUDEST}' : arrival.deviceId;
      return honest.decide({ ...arrival, deviceId });`,
  });
  expect([code, document.verdict]).toEqual([1, 'fail']);
  expect(failing(document)).toEqual(expect.arrayContaining(['isolation', 'quiet-traffic', 'decisions']));
  const { measured, witness } = check(document, 'isolation');
  expect(measured).toMatch(/^[12] of/);
  expect(witness?.entries.at(-1)).toMatchObject({ device: NEIGHBOUR, code: '8F3D' });
  expect(witness?.entries).toHaveLength(2);
  expect(check(document, 'conservation').verdict).toBe('pass');
});
