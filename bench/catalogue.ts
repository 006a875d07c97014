// Every benchmark by name, with the group it belongs to and what it measures. Loads nothing but what is run.

/** The groups: single steps, virtual time, storms over MQTT, and other people's generators. */
export const GROUPS = ['micro', 'virtual', 'macro', 'peers'] as const;

/** One benchmark. */
export interface Benchmark {
  readonly name: string;
  readonly group: (typeof GROUPS)[number];
  readonly what: string;
  /** `rounds` is how often each contender is run where one run takes seconds. */
  readonly run: (rounds: number) => Promise<void>;
}

/** All benchmarks, in the order in which they run. */
export const BENCHMARKS: readonly Benchmark[] = [
  {
    name: 'decision',
    group: 'micro',
    what: 'one decision of the throttle, at a million and at 10 thousand keys',
    run: async () => {
      const { benchThrottleDecision } = await import('./throttle-decision.ts');
      for (const keys of [1_000_000, 10_000]) await benchThrottleDecision(keys);
    },
  },
  {
    name: 'decision-large',
    group: 'micro',
    what: 'the same at 10 million keys (8 GB of memory)',
    run: async () => (await import('./throttle-decision.ts')).benchThrottleDecision(10_000_000),
  },
  {
    name: 'key-memory',
    group: 'micro',
    what: 'memory of one tracked key',
    run: async () => (await import('./micro/key-memory.ts')).benchKeyMemory(),
  },
  {
    name: 'codec',
    group: 'micro',
    what: 'writing and reading Alerts and deliveries',
    run: async () => (await import('./micro/codec.ts')).benchCodec(),
  },
  {
    name: 'ledgers',
    group: 'micro',
    what: 'one row appended to the gate ledger and to the delivery ledger',
    run: async () => (await import('./micro/ledgers.ts')).benchLedgers(),
  },
  {
    name: 'merge',
    group: 'micro',
    what: 'ledgers merged into a history',
    run: async () => (await import('./micro/merge.ts')).benchMerge(),
  },
  {
    name: 'histogram',
    group: 'micro',
    what: 'one latency recorded',
    run: async () => (await import('./micro/histogram.ts')).benchHistogram(),
  },
  {
    name: 'plan',
    group: 'micro',
    what: 'one Alert planned, of a thousand and of 100 thousand Devices',
    run: async () => {
      const { benchPlan } = await import('./micro/plan.ts');
      for (const devices of [1_000, 100_000]) await benchPlan(devices);
    },
  },
  {
    name: 'fingerprint',
    group: 'micro',
    what: 'the fingerprint of a plan',
    run: async () => (await import('./micro/fingerprint.ts')).benchFingerprint(),
  },
  {
    name: 'replay',
    group: 'micro',
    what: 'the reference model over a history, at 10 thousand, a million and 10 million keys',
    run: async () => {
      const { benchModelReplay } = await import('./model-replay.ts');
      for (const keys of [10_000, 1_000_000, 10_000_000]) await benchModelReplay(keys);
    },
  },
  {
    name: 'judging',
    group: 'micro',
    what: 'all checks over a history',
    run: async () => (await import('./judging.ts')).benchJudging(100_000),
  },
  {
    name: 'virtual',
    group: 'virtual',
    what: 'virtual mode stage by stage, at 10 thousand, 100 thousand and a million Devices',
    run: async () => {
      const { benchVirtual } = await import('./virtual.ts');
      for (const devices of [10_000, 100_000]) await benchVirtual(devices);
      await benchVirtual(1_000_000, 1_400_000);
    },
  },
  {
    name: 'virtual-run',
    group: 'virtual',
    what: 'a judged run in virtual time per Alert, of 10 thousand to 10 million of them',
    run: async (rounds) => (await import('./virtual-run.ts')).benchVirtualRun(rounds),
  },
  {
    name: 'sweep',
    group: 'virtual',
    what: 'a sweep of thresholds on one worker and on two, of three hundred cells and of a thousand',
    run: async (rounds) => {
      const { benchSweep } = await import('./sweep.ts');
      for (const cells of [300, 1_000]) await benchSweep(cells, rounds);
    },
  },
  {
    name: 'connect',
    group: 'macro',
    what: '9,500 meters with a connection each: time until all are in, memory',
    run: async (rounds) => (await import('./storm/connect.ts')).benchConnect(rounds),
  },
  {
    name: 'sustained',
    group: 'macro',
    what: 'the highest rate kept with response p99 below 50 ms, mqtt.js client',
    run: async (rounds) => (await import('./storm/sustained.ts')).benchSustained('mqtt.js', 10_000, rounds),
  },
  {
    name: 'sustained-fast',
    group: 'macro',
    what: 'the same with the fast client',
    run: async (rounds) => (await import('./storm/sustained.ts')).benchSustained('fast', 20_000, rounds),
  },
  {
    name: 'saturation',
    group: 'macro',
    what: 'the most that comes through verified, with each client',
    run: async (rounds) => (await import('./storm/saturation.ts')).benchSaturation(rounds),
  },
  {
    name: 'judging-cost',
    group: 'macro',
    what: 'CPU per Alert with ledgers and checks, and without',
    run: async (rounds) => (await import('./storm/judging-cost.ts')).benchJudgingCost(rounds),
  },
  {
    name: 'flat',
    group: 'macro',
    what: 'CPU per Alert at 1,000, 5,000 and 9,500 connections',
    run: async (rounds) => (await import('./storm/flat.ts')).benchFlat(rounds),
  },
  {
    name: 'layout',
    group: 'macro',
    what: 'CPU per Alert with one, two and four brokers, and that of the busiest thread',
    run: async (rounds) => (await import('./storm/layout.ts')).benchLayout(rounds),
  },
  {
    name: 'gate-pipelined',
    group: 'macro',
    what: 'receive, decide, forward beside Mosquitto: 100 connections with 50 in flight each',
    run: async (rounds) => {
      const load = { name: '100 connections, 50 in flight', connections: 100, inFlight: 50 };
      await (await import('./gate/gate.ts')).benchGate(load, rounds);
    },
  },
  {
    name: 'gate-single',
    group: 'macro',
    what: 'the same: 1,000 connections with one in flight each',
    run: async (rounds) => {
      const load = { name: '1,000 connections, one in flight', connections: 1_000, inFlight: 1 };
      await (await import('./gate/gate.ts')).benchGate(load, rounds);
    },
  },
  {
    name: 'generator',
    group: 'macro',
    what: 'meters alone against a bare sink, with each client',
    run: async (rounds) => (await import('./generator.ts')).benchGenerator(rounds),
  },
  {
    name: 'peers',
    group: 'peers',
    what: 'generators alone against a bare sink: ours beside whatever other tools are installed',
    run: async (rounds) => (await import('./peers/peers.ts')).benchPeers(rounds),
  },
];
