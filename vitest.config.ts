import { defineConfig } from 'vitest/config';

/** Storms that load both cores, or whose decisions depend on when an Alert arrives to a tenth of a second. */
const ALONE = [
  'compare',
  'faults-at-full-rate',
  'five-thousand-meters',
  'readme',
  'replay',
  'resend-and-clocks',
  'saturation',
  'virtual-mode',
].map((name) => `test/acceptance/${name}.test.ts`);

/** Unit tests first, on all cores; then real sockets, two files at a time; then those that no other may disturb. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/acceptance/**'],
          maxWorkers: '100%',
          maxConcurrency: 8,
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'acceptance',
          include: ['test/acceptance/**/*.test.ts'],
          exclude: ALONE,
          maxWorkers: 2,
          testTimeout: 240_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'alone',
          include: ALONE,
          maxConcurrency: 2,
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
