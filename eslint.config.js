import tseslint from 'typescript-eslint';

const CLOCKS_AND_CHANCE = [
  { object: 'Date', property: 'now', message: 'Take a Clock instead (domain/clock).' },
  { object: 'Math', property: 'random', message: 'Take a keyed stream instead (domain/random).' },
  { object: 'performance', property: 'now', message: 'Take a Clock instead (domain/clock).' },
];

/** Type-aware rules: a harness dies of promises nobody waits for. Formatting and the rest belong to Biome. */
export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'runs/', 'sweeps/', 'coverage/', '.stryker/'] },
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/only-throw-error': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/domain/clock.ts', 'src/domain/random.ts', 'src/simulator/pacer.ts', 'src/cli/**'],
    rules: {
      'no-restricted-properties': ['error', ...CLOCKS_AND_CHANCE],
      'no-restricted-globals': [
        'error',
        { name: 'setTimeout', message: 'Timers live in domain/clock, simulator/pacer and the command line.' },
        {
          name: 'setInterval',
          message: 'Timers live in domain/clock, simulator/pacer and the command line.',
        },
      ],
    },
  },
);
