// One capture: connect, subscribe, write down every Alert as it comes, stop. The file is whole however it ends. Time is
// the monotonic moment of receipt, laid upon the UTC time at which the capture began.

import { every, monotonicUs, sleepMs, utcNow } from '../domain/clock.ts';
import { deferred } from '../domain/deferred.ts';
import { parseDuration } from '../domain/duration.ts';
import { messageOf, StormError } from '../domain/failure.ts';
import { LISTEN_DEADLINE_MS, PROGRESS_MS, RECONNECT_DEADLINE_MS } from '../domain/limits.ts';
import { CSV_HEAD, csvLine, ndjsonLine } from '../trace/trace-text.ts';
import { loadMqttClient } from '../wire/mqtt-client.ts';
import type { MessageFacts, MqttConnection } from '../wire/mqtt-connection.ts';
import { type BrokerAddress, readBrokerAddress } from './broker-address.ts';
import type { CaptureEnd, CaptureOptions, CaptureOutcome } from './capture-options.ts';
import { CaptureTally } from './capture-tally.ts';
import { OWN_PATHS, type PayloadPaths, readMessage } from './read-message.ts';
import { readTopicPattern, type TopicPattern } from './topic-pattern.ts';
import { TraceFile } from './trace-file.ts';

/** A timer may not be longer. */
const LONGEST_SLEEP_MS = 1_000_000_000;

/** How long things may take; a test may not have that long. */
export interface CaptureDeadlines {
  readonly reconnectMs: number;
}

/**
 * Captures a trace from a broker.
 * @throws StormError `usage`, `output-exists`, `directory-unwritable`, `broker-unreachable`, `subscription-refused`:
 * then nothing was written; `capture-broken`, `capture-unwritable`: then the file holds what came before.
 */
export async function captureTrace(
  options: CaptureOptions,
  deadlines: CaptureDeadlines = { reconnectMs: RECONNECT_DEADLINE_MS },
): Promise<CaptureOutcome> {
  const address = readBrokerAddress(options.broker);
  const pattern = readTopicPattern(options.topic);
  const paths = pathsOf(options, pattern);
  const durationUs = durationOf(options.duration);
  const file = TraceFile.reserve(options.out);
  const capture = new Capture({ options, address, pattern, paths, file, deadlines });
  try {
    await capture.connect();
  } catch (thrown) {
    file.discard();
    throw thrown;
  }
  return capture.listen(durationUs);
}

interface CaptureParts {
  readonly options: CaptureOptions;
  readonly address: BrokerAddress;
  readonly pattern: TopicPattern;
  readonly paths: PayloadPaths;
  readonly file: TraceFile;
  readonly deadlines: CaptureDeadlines;
}

class Capture {
  readonly #parts: CaptureParts;
  readonly #tally = new CaptureTally();
  readonly #over = deferred<CaptureEnd>();
  readonly #stopping = new AbortController();
  readonly #start = utcNow();
  readonly #startUs = monotonicUs();
  #connection: MqttConnection | null = null;
  /** Ends the wait for a lost connection; null while it stands. */
  #lost: AbortController | null = null;
  #interruptions = 0;

  constructor(parts: CaptureParts) {
    this.#parts = parts;
  }

  async connect(): Promise<void> {
    const { options, address, pattern } = this.#parts;
    const { username = address.username, password = address.password } = options;
    const { shown: broker } = address;
    const open = await loadMqttClient('mqtt.js');
    const connection = await open({
      host: address.host,
      port: address.port,
      tls: address.tls,
      clientId: `stormproof-record-${process.pid}-${this.#startUs}`,
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
      connectTimeoutMs: LISTEN_DEADLINE_MS,
      onMessage: (topic, payload, facts) => this.#hear(topic, payload, facts),
      onLost: () => this.#lose(),
      onRestored: () => this.#restore(),
    }).catch((thrown: unknown) => {
      throw new StormError('broker-unreachable', { broker }, thrown);
    });
    this.#connection = connection;
    const { filter } = pattern;
    await connection.subscribe(filter, options.qos ?? 1).catch(async (thrown: unknown) => {
      this.#stopping.abort();
      await connection.close().catch(() => {});
      throw new StormError('subscription-refused', { broker, filter }, thrown);
    });
    options.onEvent?.({ event: 'listening', broker, filter });
  }

  /** Listens until it is over. Whatever ends it, the file has its name then. */
  async listen(durationUs: number): Promise<CaptureOutcome> {
    const { options, address, pattern, file } = this.#parts;
    const { signal } = options;
    if (options.csv) this.#write(() => file.append(CSV_HEAD));
    const stop = (): void => this.#over.resolve('stopped');
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    void this.#sleep(durationUs / 1_000);
    const stopTelling = every(PROGRESS_MS, () => this.#tell());
    try {
      const endedBy = await this.#over.promise;
      return {
        schemaVersion: 1,
        out: options.out,
        broker: address.shown,
        filter: pattern.filter,
        recorded: this.#tally.recorded,
        devices: this.#tally.devices,
        redelivered: this.#tally.redelivered,
        unreadable: this.#tally.unreadable,
        interruptions: this.#interruptions,
        endedBy,
        start: this.#start.toISOString(),
        end: utcNow().toISOString(),
      };
    } finally {
      stopTelling();
      signal?.removeEventListener('abort', stop);
      this.#stopping.abort();
      this.#lost?.abort();
      this.#keep(file);
      await this.#connection?.close().catch(() => {});
    }
  }

  #hear(topic: string, payload: Buffer, { dup, retained }: MessageFacts): void {
    const atUs = monotonicUs();
    const { options, pattern, paths, file } = this.#parts;
    if (this.#stopping.signal.aborted) return;
    const told = pattern.read(topic);
    const alert = retained ? 'retained' : told === undefined ? 'topic' : readMessage(told, payload, paths);
    if (typeof alert === 'string') {
      this.#tally.other(alert, topic, payload);
      return;
    }
    const timeUs = this.#start.getTime() * 1_000 + (atUs - this.#startUs);
    this.#tally.alert(alert.device, dup);
    this.#write(() => file.append((options.csv ? csvLine : ndjsonLine)({ timeUs, dup, ...alert })));
    if (this.#tally.recorded === options.count) this.#end('count');
  }

  #end(by: CaptureEnd): void {
    this.#stopping.abort();
    this.#over.resolve(by);
  }

  #lose(): void {
    if (this.#lost !== null || this.#stopping.signal.aborted) return;
    const waiting = new AbortController();
    this.#lost = waiting;
    this.#interruptions++;
    const { options, address, deadlines } = this.#parts;
    options.onEvent?.({ event: 'lost' });
    void sleepMs(deadlines.reconnectMs, waiting.signal).then(() => {
      if (waiting.signal.aborted) return;
      this.#fail('capture-broken', { broker: address.shown, within: `${deadlines.reconnectMs / 1_000}s` });
    });
  }

  #restore(): void {
    this.#lost?.abort();
    this.#lost = null;
    this.#parts.options.onEvent?.({ event: 'restored' });
  }

  #tell(): void {
    this.#write(() => this.#parts.file.flush());
    const { recorded, devices, unread } = this.#tally;
    this.#parts.options.onEvent?.({ event: 'heard', recorded, devices, unread });
  }

  async #sleep(ms: number): Promise<void> {
    for (let left = ms; left > 0 && !this.#stopping.signal.aborted; left -= LONGEST_SLEEP_MS) {
      await sleepMs(Math.min(left, LONGEST_SLEEP_MS), this.#stopping.signal);
    }
    this.#over.resolve('duration');
  }

  #write(work: () => void): void {
    try {
      work();
    } catch (thrown) {
      this.#fail('capture-unwritable', {}, thrown);
    }
  }

  #keep(file: TraceFile): void {
    try {
      file.keep();
    } catch (thrown) {
      if (thrown instanceof StormError) throw thrown;
      throw this.#failure('capture-unwritable', {}, thrown);
    }
  }

  #fail(
    kind: 'capture-broken' | 'capture-unwritable',
    details: Record<string, string>,
    cause?: unknown,
  ): void {
    this.#over.reject(this.#failure(kind, details, cause));
    this.#stopping.abort();
  }

  #failure(
    kind: 'capture-broken' | 'capture-unwritable',
    details: Record<string, string>,
    cause?: unknown,
  ): StormError {
    const { file, options } = this.#parts;
    const onDisk = Math.max(0, file.lines - (options.csv ? 1 : 0));
    const written = kind === 'capture-broken' ? this.#tally.recorded : onDisk;
    const count = `${written} ${written === 1 ? 'Alert' : 'Alerts'}`;
    const all = { path: options.out, count, ...details };
    return new StormError(kind, cause === undefined ? all : { ...all, cause: messageOf(cause) }, cause);
  }
}

function pathsOf({ fields = {} }: CaptureOptions, { fields: told }: TopicPattern): PayloadPaths {
  const both = told.find((field) => fields[field] !== undefined);
  if (both !== undefined) {
    throw new StormError('usage', {
      problem: `the topic tells the ${both}, and so should the payload`,
      way: `Leave out --field ${both}=…, or write {any} in the topic.`,
    });
  }
  return { ...OWN_PATHS, ...fields };
}

/** Microseconds; without end when nothing is asked for. */
function durationOf(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  const us = parseDuration(text);
  if (us !== undefined && us > 0) return us;
  throw new StormError('usage', {
    problem: `${text} is no time to listen`,
    way: 'Write a number with a unit, such as 30s or 10m.',
  });
}
