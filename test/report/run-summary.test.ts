import { expect, it } from 'vitest';
import { summarise } from '../../src/report/run-summary.ts';
import { exampleEntry, exampleRun, failedRun } from './example-run.ts';

const factOf = (run: Parameters<typeof summarise>[0], label: string) =>
  summarise(run).facts.find((fact) => fact.label === label)?.lines;

it('follows the Alerts from the plan to their fate.', () => {
  expect(factOf(exampleRun(), 'Alerts')).toEqual([
    'planned 12,345 → sent 12,345 → received 12,345',
    '→ delivered 12,170 + discarded 175 (1.4%)',
  ]);
});

it('counts what was refused before the throttle, by reason.', () => {
  const run = exampleRun();
  const totals = { ...run.totals, refused: 3 };
  expect(factOf({ ...run, totals, refused: { 'no such topic': 3 } }, 'Alerts')?.at(-1)).toBe(
    'refused before the throttle: 3 (no such topic 3)',
  );
});

it('shows findings for failed and inconclusive checks only, with moments to the microsecond.', () => {
  expect(summarise(exampleRun()).findings).toEqual([]);
  const [finding] = summarise(failedRun()).findings;
  expect(finding?.id).toBe('decisions');
  expect(finding?.entries[0]).toEqual([
    '02-53-50-02-00-00-00-01',
    '81C3',
    '1',
    '0:05:00.000412',
    'deliver',
    'below-threshold',
  ]);
});

it('says when the Alert of a witness never arrived.', () => {
  const [first, ...rest] = failedRun().checks.filter((check) => check.witness);
  const lost = exampleEntry(9, 1_000, { received: null, outcome: null, reason: null });
  const checks = [{ ...first!, witness: { sentence: 'lost', entries: [lost] } }, ...rest];
  const entry = summarise(failedRun({ checks })).findings[0]?.entries[0];
  expect(entry?.slice(3)).toEqual(['not received', 'none', '–']);
});

it('shows the time that Alerts carry where it is another than that of receipt.', () => {
  const [first, ...rest] = failedRun().checks.filter((check) => check.witness);
  const tableOf = (...timestamps: readonly number[]) => {
    const entries = timestamps.map((timestamp) => exampleEntry(9, 1_000, { timestamp }));
    const checks = [{ ...first!, witness: { sentence: 'late', entries } }, ...rest];
    const { columns, entries: rows } = summarise(failedRun({ checks })).findings[0]!;
    return [columns.map(({ head }) => head).slice(3, 5), ...rows.map((row) => row.slice(3, 5))];
  };
  const received = exampleEntry(9, 1_000).received!;
  expect(tableOf(received)[0]).toEqual(['Received', 'Outcome']);
  const [heads, right, wrong] = tableOf(received, -7_200_000_000);
  expect(heads).toEqual(['Received', 'Own time']);
  expect(right![1]).toBe(right![0]);
  expect(wrong![1]).toBe('-2:00:00.000000');
});

it('says that Devices are simulated, and that thresholds are illustrative when they are.', () => {
  const profile = { ...exampleRun().profile, provenance: { status: 'approved', source: 'TMP 4' } };
  expect(summarise(exampleRun()).notes.join(' ')).toMatch(/Simulated devices.*Illustrative thresholds/);
  expect(summarise(exampleRun({ profile })).notes.join(' ')).not.toMatch(/illustrative/i);
});

it('says which throttle was judged: ours, a module with its hash, or a function.', () => {
  const judged = (throttle: Parameters<typeof summarise>[0]['throttle']) =>
    factOf(exampleRun({ throttle }), 'Throttle');
  const { throttle } = exampleRun();
  expect(judged(throttle)).toEqual(['shipped with stormproof']);
  const plugIn = { ...throttle, name: 'mine', source: 'plug-in' } as const;
  expect(judged({ ...plugIn, path: './mine.mjs', sha256: 'c0ffee1234567890' })).toEqual([
    'mine (plug-in ./mine.mjs, sha256 c0ffee123456)',
  ]);
  expect(judged({ ...plugIn, name: '\u001b[2J' })).toEqual(['␛[2J (plug-in)']);
});

it('shows a dash where nothing was measured.', () => {
  const latency = { ...exampleRun().latency, 'response.deliver': null };
  expect(summarise(exampleRun({ latency })).latency[0]).toMatchObject({ p50: '–', p99: '–', max: '–' });
});

it('warns of samples below zero and of a partial record.', () => {
  const { latency } = exampleRun();
  const wrong = { ...latency, 'service.deliver': { ...latency['service.deliver']!, negative: 2 } };
  const notes = summarise(exampleRun({ latency: wrong, interrupted: true })).notes.join(' ');
  expect(notes).toMatch(/2 latency samples below zero.*partial record/);
});
