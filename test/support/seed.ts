// The seed of every property test. Suites print it in their title; STORMPROOF_SEED sets another one.

const FIXED_SEED = 20_260_101;

/** What fast-check draws from. */
export const SEED = Number(process.env.STORMPROOF_SEED ?? FIXED_SEED);

/** The parameters of `fc.assert` for so many runs. */
export const runs = (numRuns: number): { seed: number; numRuns: number } => ({ seed: SEED, numRuns });
