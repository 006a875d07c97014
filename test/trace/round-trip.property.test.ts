// Whatever is recorded is read back: the same list as CSV and as NDJSON, packed or not, is the same trace.

import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatAlertCode } from '../../src/domain/alert-code.ts';
import { simulatedDeviceId } from '../../src/domain/device.ts';
import { USER_ROLES } from '../../src/domain/user.ts';
import type { RecordedTrace } from '../../src/trace/recorded-trace.ts';
import { CSV_HEAD, csvLine, ndjsonLine, type RecordedAlert } from '../../src/trace/trace-text.ts';
import { SEED } from '../support/seed.ts';
import { rowsIn, traceOf } from './trace-in.ts';

const ORIGIN_US = Date.UTC(2026, 0, 5) * 1_000;

const alerts = fc.array(
  fc.record({
    timeUs: fc.nat({ max: 5_000_000 }).map((us) => ORIGIN_US + us),
    device: fc.nat({ max: 3 }).map((n) => simulatedDeviceId('GSME', n + 1)),
    code: fc.nat({ max: 0xffff }),
    counter: fc.option(fc.maxSafeNat()),
    recipient: fc.option(fc.constantFrom(...USER_ROLES)),
    dup: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60 },
);

const facts = ({ source: { sha256: _, format: __, ...source }, ...trace }: RecordedTrace) => ({
  source,
  trace,
});

/** The list in time order, as it should come back; counters that are not known are left out. */
const wanted = (list: readonly RecordedAlert[]) => {
  const sorted = list.toSorted((a, b) => a.timeUs - b.timeUs);
  return sorted.map(({ timeUs, device, code, counter, recipient }) => [
    timeUs - sorted[0]!.timeUs,
    device,
    formatAlertCode(code),
    counter,
    recipient ?? 'Supplier',
  ]);
};

it(`A trace is what was written, in either format (seed ${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(alerts, async (list) => {
      const csv = await traceOf(CSV_HEAD + list.map(csvLine).join(''));
      const ndjson = await traceOf(gzipSync(list.map(ndjsonLine).join('')));
      expect(facts(csv)).toEqual(facts(ndjson));
      const unnumbered = wanted(list).map((row) => row[3] === null);
      const rows = rowsIn(csv).map(([us, device, code, counter], row) => [
        us,
        device,
        code,
        unnumbered[row] ? null : counter,
        csv.kinds[csv.kind[row]!]!.recipient,
      ]);
      expect(rows).toEqual(wanted(list));
      expect(csv.source).toMatchObject({ lines: list.length, used: list.length, skipped: 0 });
    }),
    { seed: SEED, numRuns: 60 },
  );
});
