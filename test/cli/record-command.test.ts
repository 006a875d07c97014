// The `record` command: its flags, what is told while it lasts, and the code it exits with.

import { expect, it } from 'vitest';
import type { CaptureOptions } from '../../src/capture/capture-options.ts';
import { StormError } from '../../src/domain/failure.ts';
import { CAPTURED, FakeHost, FakeStream, stormproof } from './fake-world.ts';

const LEAST = ['record', '--broker', 'mqtt://b', '--topic', 'a/{device}/{code}', '--out', 't.ndjson'];

async function asked(flags: readonly string[], env = {}) {
  const seen: CaptureOptions[] = [];
  const world = await stormproof([...LEAST, ...flags], {
    env,
    operations: {
      captureTrace: async (options) => {
        seen.push(options);
        return { ...CAPTURED, out: options.out };
      },
    },
  });
  const { onEvent: _, signal: __, ...options } = seen[0] ?? ({} as CaptureOptions);
  return { ...world, options };
}

it('asks for what the flags say, and takes the password from the environment.', async () => {
  const flags =
    '--duration 10m --count 1000 --qos 2 --username sit --password-env PW --csv --field device=a.b --field counter=n';
  expect((await asked(flags.split(' '), { PW: 'secret' })).options).toEqual({
    broker: 'mqtt://b',
    topic: 'a/{device}/{code}',
    out: 't.ndjson',
    duration: '10m',
    count: 1000,
    qos: 2,
    username: 'sit',
    password: 'secret',
    csv: true,
    fields: { device: 'a.b', counter: 'n' },
  });
  expect((await asked([])).options).toEqual({
    broker: 'mqtt://b',
    topic: 'a/{device}/{code}',
    out: 't.ndjson',
  });
});

it.each([
  [['--duration', '0s'], 'It must be above zero'],
  [['--duration', '10'], 'It must be above zero'],
  [['--count', '0'], 'It must be a whole number from 1'],
  [['--qos', '3'], 'It must be a whole number from 0 to 2.'],
  [['--field', 'devise=x'], 'It must be one of device, code, counter, recipient, then = and a path.'],
  [['--field', 'device='], 'It must be one of'],
  [['--field', 'device=a', '--field', 'device=b'], 'device is said twice.'],
  [['--password-env', 'NOWHERE'], 'the environment has no NOWHERE'],
])('refuses %j with exit code 2.', async (flags, said) => {
  const { code, stdout, stderr } = await asked(flags);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(said);
});

it.each(['--broker', '--topic', '--out'])('does not do without %s.', async (flag) => {
  const at = LEAST.indexOf(flag);
  const { code, stderr } = await stormproof(LEAST.toSpliced(at, 2));
  expect(code).toBe(2);
  expect(stderr).toContain(`required option '${flag}`);
});

it('says on stdout what was recorded, and on stderr that it listens.', async () => {
  const { code, stdout, stderr } = await stormproof(LEAST);
  expect([code, stdout]).toEqual([0, 'Recorded 1,234 Alerts from 12 Devices in t.ndjson\n']);
  expect(stderr).toBe('listening to devices/+/alerts/+ at mqtt://broker:1883; Ctrl-C stops\n');
  expect((await stormproof([...LEAST, '--quiet'])).stderr).toBe('');
});

it('says what was left out, why, and what an example looks like.', async () => {
  const outcome = {
    ...CAPTURED,
    redelivered: 3,
    interruptions: 1,
    unreadable: [
      { reason: 'code', what: 'an Alert Code that is none', count: 2, example: 'a/b/c {}\u001b[2J' },
    ] as const,
  };
  const { stdout } = await stormproof(LEAST, { operations: { captureTrace: async () => outcome } });
  expect(stdout).toBe(
    'Recorded 1,234 Alerts from 12 Devices in trace.ndjson\n' +
      '3 of them marked as possibly sent before (DUP)\n' +
      'Connection lost 1 time: what was sent meanwhile is missing\n' +
      '2 messages left out: an Alert Code that is none; such as a/b/c {}␛[2J\n',
  );
  const json = await stormproof([...LEAST, '--json'], { operations: { captureTrace: async () => outcome } });
  expect(JSON.parse(json.stdout)).toEqual(outcome);
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('ends with the file whole on %s, with exit code %i.', async (signal, expected) => {
  const host = new FakeHost();
  const world = await stormproof(LEAST, {
    host,
    operations: {
      captureTrace: async (options) => {
        host.emit(signal);
        expect(options.signal?.aborted).toBe(true);
        return { ...CAPTURED, endedBy: 'stopped' };
      },
    },
  });
  expect(world.code).toBe(expected);
  expect(world.stdout).toContain('Recorded 1,234 Alerts');
  expect(host.listenerCount('SIGINT') + host.listenerCount('SIGTERM')).toBe(0);
});

it('exits with 4 when the broker is gone, and says what is kept.', async () => {
  const { code, stderr, host } = await stormproof(LEAST, {
    operations: {
      captureTrace: async ({ out, onEvent }) => {
        onEvent?.({ event: 'lost' });
        throw new StormError('capture-broken', {
          broker: 'mqtt://b',
          within: '30s',
          count: '5 Alerts',
          path: out,
        });
      },
    },
  });
  expect(code).toBe(4);
  expect(stderr).toContain('connection lost; trying again\n');
  expect(stderr).toContain(
    'error: the connection to mqtt://b was lost and not made again within 30s; 5 Alerts recorded',
  );
  expect(host.listenerCount('SIGINT')).toBe(0);
});

it('draws a live count on a terminal and takes it away.', async () => {
  const stderr = new FakeStream({ isTTY: true });
  await stormproof(LEAST, {
    stderr,
    env: { TERM: 'xterm' },
    operations: {
      captureTrace: async ({ onEvent }) => {
        onEvent?.({ event: 'heard', recorded: 1_234, devices: 1, unread: 2 });
        onEvent?.({ event: 'restored' });
        return CAPTURED;
      },
    },
  });
  expect(stderr.text).toContain('recorded 1,234 Alerts from 1 Device, 2 other messages');
  expect(stderr.text).toContain('connected again; what was sent meanwhile is missing');
  expect(stderr.text).toContain('\u001b[2K');
});
