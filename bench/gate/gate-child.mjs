// The process of the embedded broker with the shipped throttle behind it, put together as a run does and compiled as users
// run it, and nothing else: no meters, no collector, no judgement. The gate's ledger is written. Answers its port.

import { Access } from '../../dist/broker/access.js';
import { startBroker } from '../../dist/broker/embedded-broker.js';
import { Refusals } from '../../dist/broker/refusals.js';
import { ThrottleGate } from '../../dist/broker/throttle-gate.js';
import { UserOutlets } from '../../dist/broker/user-outlets.js';
import { monotonicNs, ScenarioClock } from '../../dist/domain/clock.js';
import { simulatedDeviceId } from '../../dist/domain/device.js';
import { GateLedger } from '../../dist/ledger/gate-ledger.js';
import { createThrottle } from '../../dist/throttle/create-throttle.js';

const HOUR_US = 3_600_000_000;
/** Counts every Alert and lets all of them through, so that both brokers have the same to forward. */
const PROFILE = {
  name: 'bench',
  provenance: { status: 'illustrative', source: 'values chosen for measuring' },
  clock: 'receipt',
  default: {
    threshold: 1_000_000_000,
    window: { shape: 'tumbling', lengthUs: HOUR_US },
    forward: { periodUs: HOUR_US, copy: 'trailing' },
    release: { rule: 'window' },
  },
  exclude: new Set(),
  overrides: new Map(),
  metadata: { sequence: 'episode', count: 'delta', tail: 'next' },
  duplicates: 'count',
  capacity: { keys: 1_000_000, overflow: 'forward' },
};

process.once('message', start);

async function start({ devices, qos }) {
  const clock = new ScenarioClock(monotonicNs(), 1);
  const deviceIds = Array.from({ length: devices }, (_, n) => simulatedDeviceId('ESME', n + 1));
  const refusals = new Refusals();
  const gate = new ThrottleGate({
    throttle: createThrottle(PROFILE, clock),
    countsBy: 'receipt',
    clock,
    ledger: new GateLedger(deviceIds),
    refusals,
    onGivenUp: () => {
      throw new Error('the throttle was given up');
    },
  });
  const access = new Access(deviceIds.map((id) => [id, id]));
  const { port } = await startBroker(0, { access, gate, outlets: new UserOutlets(), refusals, qos });
  process.send(port);
}
