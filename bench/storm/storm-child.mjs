// The process that is measured: the built product runs one scenario and nothing else is loaded, no translator either, so
// that memory and time are the product's own. Sends back the run's document and when each phase was reached.

import { performance } from 'node:perf_hooks';
import { runScenario } from '../../dist/run/run-scenario.js';
import { createThrottle } from '../../dist/throttle/create-throttle.js';

process.once('message', ({ options, ledgers }) => run(options, ledgers));

async function run(options, ledgers) {
  if (ledgers === false) await withoutLedgers();
  // A function cannot cross to another thread: the broker stays on this one.
  const throttle =
    ledgers === undefined ? {} : { throttle: (profile, clock) => createThrottle(profile, clock) };
  const marks = [];
  const mark = (event, figures = null) => {
    const { user, system } = process.cpuUsage();
    marks.push({ event, wallMs: performance.now(), cpuMs: (user + system) / 1_000, figures });
  };
  let connecting = null;
  const onEvent = (event) => {
    if (event.event === 'storm' || event.event === 'draining') mark(event.event, event.figures);
    else if (event.event !== 'connecting') mark(event.event);
    else {
      if (connecting === null) mark('connecting');
      if (event.connected === event.devices && connecting !== event.devices) mark('connected');
      connecting = event.connected;
    }
  };
  mark('begin');
  const outcome = await runScenario({ ...options, ...throttle, onEvent });
  mark('end');
  process.send({ run: outcome.run, marks });
}

/** The same run, but nothing is written down at the gate or at the Users. */
async function withoutLedgers() {
  const { GateLedger } = await import('../../dist/ledger/gate-ledger.js');
  const { DeliveryLedger } = await import('../../dist/ledger/delivery-ledger.js');
  for (const ledger of [GateLedger, DeliveryLedger]) ledger.prototype.append = () => {};
}
