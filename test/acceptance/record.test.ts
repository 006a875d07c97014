// Captures from brokers that are not ours, over real sockets: what is published comes out as a trace, which replays as
// the list that was published; and a capture leaves a whole file however it ends.

import { mkdirSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import mqtt from 'mqtt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaptureEvent, CaptureOptions } from '../../src/capture/capture-options.ts';
import { captureTrace } from '../../src/capture/capture-trace.ts';
import { formatAlertCode } from '../../src/domain/alert-code.ts';
import { ManualClock, sleepMs } from '../../src/domain/clock.ts';
import { deferred } from '../../src/domain/deferred.ts';
import type { StormError } from '../../src/domain/failure.ts';
import { outcomeOf } from '../../src/ledger/history.ts';
import { readRecord } from '../../src/record/read-record.ts';
import { replayScenario } from '../../src/run/replay-scenario.ts';
import { runScenario } from '../../src/run/run-scenario.ts';
import { parseProfile } from '../../src/scenario/parse-profile.ts';
import { createThrottle } from '../../src/throttle/create-throttle.ts';
import { readTrace } from '../../src/trace/read-trace.ts';
import { writeAlert } from '../../src/wire/alert-message.ts';
import { openFastConnection } from '../../src/wire/fast-connection.ts';
import type { MqttConnection } from '../../src/wire/mqtt-connection.ts';
import { alertTopic } from '../../src/wire/topics.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { start } from './command-line.ts';
import { NO_MOSQUITTO, type OtherBroker, startAedes, startMosquitto } from './other-brokers.ts';

const TOPIC = 'devices/{device}/alerts/{code}';
const DEVICES = ['00-0D-6F-00-00-00-00-01', '00-0D-6F-00-00-00-00-02', '02-53-50-02-00-00-00-07'];

/** Windows far longer than any test: what is decided depends on the order of the Alerts and on nothing else. */
const PROFILE = `profile: 1
name: long
provenance: { status: illustrative, source: "values chosen for testing" }
default: { threshold: 4, window: { length: 10h }, forward: { period: 10h } }
`;

/** Three Devices on two codes, one of which storms; the Devices take turns. */
const PUBLISHED = Array.from({ length: 120 }, (_, n) => ({
  deviceId: DEVICES[n % 3]!,
  alertCode: n % 5 === 0 ? 0x8f0a : 0x81c3,
  originatorCounter: Math.floor(n / 3) + 1,
  recipient: 'Supplier' as const,
  timestampUs: n,
}));

const newPath = temporaryDirectory();
const place = (name = 'trace.ndjson'): string => join(newPath(), name);

/** Connects somebody who publishes. */
function publisher({ port }: OtherBroker): Promise<MqttConnection> {
  return openFastConnection({ host: '127.0.0.1', port, clientId: 'publisher' });
}

const publish = (connection: MqttConnection, topic: string, payload: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    connection.publish(topic, payload, 1, (error) => (error ? reject(error) : resolve()));
  });

async function publishAll(connection: MqttConnection, alerts = PUBLISHED): Promise<void> {
  for (const alert of alerts) {
    await publish(connection, alertTopic(alert.deviceId, alert.alertCode), writeAlert(alert));
  }
}

/** A capture under way; `listening` settles when it has subscribed. */
function capture(options: Omit<CaptureOptions, 'topic'> & { topic?: string }, reconnectMs = 30_000) {
  const listening = deferred<void>();
  const events: CaptureEvent[] = [];
  const waiting = new Map<string, () => void>();
  const onEvent = (event: CaptureEvent): void => {
    events.push(event);
    waiting.get(event.event)?.();
    if (event.event === 'listening') listening.resolve();
  };
  const heard = (event: CaptureEvent['event']): Promise<void> =>
    new Promise((resolve) => {
      waiting.set(event, resolve);
      if (events.some((earlier) => earlier.event === event)) resolve();
    });
  const outcome = captureTrace({ topic: TOPIC, ...options, onEvent }, { reconnectMs });
  outcome.catch(listening.reject);
  return { outcome, listening: listening.promise, heard };
}

const BROKERS: [title: string, start: () => Promise<OtherBroker>, missing: string | null][] = [
  ['from an Aedes', () => startAedes(), null],
  [NO_MOSQUITTO ?? 'from a Mosquitto', startMosquitto, NO_MOSQUITTO],
];

describe.each(BROKERS)('%s', (_, startBroker, missing) => {
  let broker: OtherBroker;
  let client: MqttConnection;
  beforeAll(async () => {
    if (missing !== null) return;
    broker = await startBroker();
    client = await publisher(broker);
  });
  afterAll(async () => {
    if (missing !== null) return;
    await client.close();
    await broker.stop();
  });

  test.skipIf(missing !== null).each([
    ['NDJSON', 'storm.ndjson', {}],
    ['CSV', 'storm.csv.gz', { csv: true }],
  ])('what is published is recorded as %s, and replayed as it was published', async (format, name, more) => {
    const out = place(name);
    const { outcome, listening } = capture({ broker: broker.url, out, count: PUBLISHED.length, ...more });
    await listening;
    await publishAll(client);
    expect(await outcome).toMatchObject({
      out,
      recorded: PUBLISHED.length,
      devices: 3,
      redelivered: 0,
      unreadable: [],
      interruptions: 0,
      endedBy: 'count',
      filter: 'devices/+/alerts/+',
    });
    const trace = await readTrace(out, out, { strict: true });
    expect(trace.source).toMatchObject({
      format: format.toLowerCase(),
      used: PUBLISHED.length,
      reordered: 0,
    });
    const profile = newPath('profile.yaml');
    await writeFile(profile, PROFILE);
    const options = await replayScenario({ trace: out, profile, mode: 'virtual', out: newPath('record') });
    const { directory, run } = await runScenario(options);
    expect(run.verdict).toBe('pass');
    const { history } = await readRecord(directory);
    const throttle = createThrottle(parseProfile(PROFILE, 'profile.yaml'), new ManualClock());
    const published = PUBLISHED.map(({ deviceId, alertCode, originatorCounter }) => {
      const { outcome: decided } = throttle.decide({ deviceId, alertCode, originatorCounter, timeUs: 1 });
      return [deviceId, formatAlertCode(alertCode), originatorCounter, decided];
    });
    const replayed = [...history.id].map((_, row) => [
      history.deviceIds[history.device[row]!],
      formatAlertCode(history.code[row]!),
      history.counter[row],
      outcomeOf(history.outcome[row]!),
    ]);
    expect(replayed).toEqual(published);
    expect(run.totals.discarded).toBeGreaterThan(20);
  });

  test.skipIf(missing !== null)(
    'fields may come from the payload alone, and what is no Alert is counted by reason',
    async () => {
      const out = place();
      const fields = { device: 'body.id', code: 'body.code', counter: 'n' };
      const { outcome, listening } = capture({
        broker: broker.url,
        topic: 'other/{any}/#',
        out,
        count: 2,
        fields,
      });
      await listening;
      const send = (topic: string, value: unknown): Promise<void> =>
        publish(client, topic, Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));
      await send('other/a', { body: { id: DEVICES[0], code: '81C3' }, n: 4 });
      await send('other/b/c', 'not json');
      await send('other/b', { body: { id: 'nobody', code: '81C3' } });
      await send('other/b', 'not json either');
      await send('elsewhere/a', { body: { id: DEVICES[0], code: '81C3' } });
      await send('other/a/b/c', { body: { id: DEVICES[1], code: '0x8f0a' } });
      expect(await outcome).toMatchObject({
        recorded: 2,
        unreadable: [
          { reason: 'payload', count: 2, example: 'other/b/c not json' },
          { reason: 'device', count: 1 },
        ],
      });
      const lines = (await readFile(out, 'utf8'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object);
      expect(lines).toEqual([
        {
          time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
          device: DEVICES[0],
          code: '81C3',
          counter: 4,
        },
        { time: expect.any(String), device: DEVICES[1], code: '8F0A' },
      ]);
    },
  );

  test.skipIf(missing !== null)('it ends after its time, with a whole file', async () => {
    const out = place('t.csv');
    const { outcome } = capture({ broker: broker.url, out, duration: '50ms', csv: true });
    expect(await outcome).toMatchObject({ recorded: 0, endedBy: 'duration' });
    expect(await readFile(out, 'utf8')).toBe('time,device,code,counter,recipient,dup\n');
  });

  test.skipIf(missing !== null)('it ends when it is told to, with a whole file', async () => {
    const out = place();
    const stop = new AbortController();
    const { outcome, listening, heard } = capture({ broker: broker.url, out, signal: stop.signal });
    await listening;
    await publishAll(client, PUBLISHED.slice(0, 10));
    await heard('heard');
    stop.abort();
    expect(await outcome).toMatchObject({ recorded: 10, endedBy: 'stopped' });
    expect((await readTrace(out, out, { strict: true })).length).toBe(10);
    expect(readdirSync(dirname(out))).toEqual(['trace.ndjson']);
  });

  test.skipIf(missing !== null)('the command ends on Ctrl-C with 130, and the file is whole', async () => {
    const out = place();
    const running = start(['record', '--broker', broker.url, '--topic', TOPIC, '--out', out]);
    await running.heard('listening to devices/+/alerts/+');
    await publishAll(client, PUBLISHED.slice(0, 1));
    await running.heard('recorded 1 Alert from 1 Device');
    running.signal('SIGINT');
    const { code, stdout } = await running.finished;
    expect([code, stdout]).toEqual([130, `Recorded 1 Alert from 1 Device in ${out}\n`]);
    expect((await readTrace(out, out, { strict: true })).length).toBe(1);
  });
});

describe('a capture', () => {
  const fails = (options: Partial<CaptureOptions> & { broker: string }) =>
    capture({ out: place(), ...options }).outcome.then(
      () => expect.unreachable('it did not fail'),
      (failure: StormError) => ({ kind: failure.kind, exit: failure.exitCode, said: failure.message }),
    );

  test('leaves out what the broker has kept from before, and says so', async () => {
    const broker = await startAedes();
    const client = await mqtt.connectAsync(broker.url);
    const topic = alertTopic(DEVICES[0]!, 0x81c3);
    await client.publishAsync(topic, 'kept', { qos: 1, retain: true });
    const { outcome, listening } = capture({ broker: broker.url, out: place(), count: 1 });
    await listening;
    await client.publishAsync(topic, 'new', { qos: 1 });
    expect(await outcome).toMatchObject({ recorded: 1, unreadable: [{ reason: 'retained', count: 1 }] });
    await client.endAsync();
    await broker.stop();
  });

  test('goes on when a lost connection comes back, and says that something is missing', async () => {
    const first = await startAedes();
    const out = place();
    const { outcome, listening, heard } = capture({ broker: first.url, out, count: 2 });
    await listening;
    const before = await publisher(first);
    await publishAll(before, PUBLISHED.slice(0, 1));
    await before.close();
    await first.stop();
    await heard('lost');
    const second = await startAedes({}, first.port);
    await heard('restored');
    const after = await publisher(second);
    const over = new AbortController();
    const ended = outcome.finally(() => over.abort());
    while (!over.signal.aborted) {
      await publishAll(after, PUBLISHED.slice(1, 2));
      await sleepMs(20, over.signal);
    }
    expect(await ended).toMatchObject({ recorded: 2, interruptions: 1, endedBy: 'count' });
    expect((await readTrace(out, out, { strict: true })).length).toBe(2);
    await after.close();
    await second.stop();
  });

  test('ends when a lost connection does not come back, and keeps what came before', async () => {
    const broker = await startAedes();
    const out = place();
    const { outcome, listening } = capture({ broker: broker.url, out }, 100);
    await listening;
    const client = await publisher(broker);
    await publishAll(client, PUBLISHED.slice(0, 1));
    await client.close();
    await broker.stop();
    await expect(outcome).rejects.toMatchObject({
      kind: 'capture-broken',
      exitCode: 4,
      message: `the connection to ${broker.url} was lost and not made again within 0.1s; 1 Alert recorded in ${out}`,
    });
    expect((await readTrace(out, out, { strict: true })).length).toBe(1);
    expect(readdirSync(dirname(out))).toEqual(['trace.ndjson']);
  });

  test('says when there is no broker, and leaves nothing behind', async () => {
    const broker = await startAedes();
    await broker.stop();
    const out = place();
    expect(await fails({ broker: broker.url, out })).toEqual({
      kind: 'broker-unreachable',
      exit: 4,
      said: expect.stringMatching(/^mqtt:\/\/127\.0\.0\.1:\d+ cannot be reached, .*ECONNREFUSED/),
    });
    expect(readdirSync(dirname(out))).toEqual([]);
  });

  test('comes as whom it is told to come, and says when it is refused', async () => {
    const allBut = { username: 'sit', password: 'secret' };
    const broker = await startAedes({ allBut });
    expect(await fails({ broker: broker.url })).toMatchObject({ kind: 'broker-unreachable', exit: 4 });
    const wrong = { broker: broker.url, username: 'sit', password: 'guess' };
    expect((await fails(wrong)).said).toMatch(/refuses the connection \(.*[Nn]ot authorized/);
    const right = { broker: broker.url, out: place(), duration: '1ms', ...allBut };
    expect(await captureTrace({ topic: TOPIC, ...right })).toMatchObject({
      broker: broker.url,
      endedBy: 'duration',
    });
    const inUrl = broker.url.replace('//', '//sit:secret@');
    const said = await captureTrace({ topic: TOPIC, broker: inUrl, out: place(), duration: '1ms' });
    expect(JSON.stringify(said)).not.toContain('secret');
    await broker.stop();
  });

  test('says when it may not subscribe, and leaves nothing behind', async () => {
    const broker = await startAedes({ subscriptions: true });
    const out = place();
    expect(await fails({ broker: broker.url, out })).toMatchObject({ kind: 'subscription-refused', exit: 4 });
    expect(readdirSync(dirname(out))).toEqual([]);
    await broker.stop();
  });

  test('does not speak TLS with a broker that does not', async () => {
    const broker = await startAedes();
    const failure = await fails({ broker: broker.url.replace('mqtt:', 'mqtts:') });
    expect(failure).toMatchObject({ kind: 'broker-unreachable', exit: 4 });
    await broker.stop();
  });

  test('starts nothing when its file is there already, or when it is asked for nonsense', async () => {
    const out = place();
    mkdirSync(out, { recursive: true });
    const broker = 'mqtt://127.0.0.1:1';
    expect(await fails({ broker, out })).toMatchObject({ kind: 'output-exists', exit: 2 });
    for (const [wish, said] of [
      [{ duration: '0s' }, '0s is no time to listen'],
      [{ topic: 'a/{x}' }, 'the topic has an unknown placeholder {x}'],
      [{ fields: { device: 'id' } }, 'the topic tells the device, and so should the payload'],
    ] as const) {
      expect(await fails({ broker, ...wish })).toEqual({ kind: 'usage', exit: 2, said });
    }
  });
});
