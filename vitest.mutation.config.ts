import { defineConfig } from 'vitest/config';

/** The tests that must notice a fault in throttle or verify, on so few random traces that a mutant takes a second. */
export default defineConfig({
  test: {
    include: ['test/{throttle,verify}/**/*.test.ts'],
    env: { STORMPROOF_RUNS: '30' },
    // These tests share no state, and loading every file anew for every mutant takes three times as long.
    isolate: false,
    testTimeout: 60_000,
  },
});
