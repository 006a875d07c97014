// The failure table: what a person reads when something goes wrong, and what a script gets.

import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/domain/diagnostic.ts';
import {
  EXIT,
  FAILURES,
  type FailureKind,
  messageOf,
  StormError,
  systemCode,
  unreachable,
} from '../../src/domain/failure.ts';

/** For each kind the details it is thrown with, and what is then read. */
const EXAMPLES: Record<FailureKind, [details: Record<string, string | number>, read: string, exit: number]> =
  {
    usage: [{ problem: 'unknown option --sed', way: 'Did you mean --seed?' }, 'unknown option --sed', 2],
    'bad-input': [{ count: '2 mistakes', path: 'a.yaml' }, '2 mistakes in a.yaml', 2],
    'bad-trace': [{ count: '2 mistakes', path: 'storm.csv' }, '2 mistakes in the trace storm.csv', 2],
    'trace-empty': [{ path: 'storm.csv' }, 'no line of the trace storm.csv can be used', 2],
    'trace-too-large': [
      { path: 'storm.csv', limit: 10, what: 'Alerts' },
      'the trace storm.csv holds more than 10 Alerts',
      2,
    ],
    'output-exists': [{ path: 'storm.csv' }, 'storm.csv already exists, and is never overwritten', 2],
    'broker-unreachable': [
      { broker: 'mqtt://broker:1883', cause: 'ECONNREFUSED' },
      'mqtt://broker:1883 cannot be reached, or refuses the connection (ECONNREFUSED)',
      4,
    ],
    'subscription-refused': [
      { broker: 'mqtt://broker:1883', filter: 'a/#', cause: 'not authorised' },
      'mqtt://broker:1883 refuses the subscription to a/# (not authorised)',
      4,
    ],
    'capture-broken': [
      { broker: 'mqtt://broker:1883', within: '30s', count: '5 Alerts', path: 'a.csv' },
      'the connection to mqtt://broker:1883 was lost and not made again within 30s; 5 Alerts recorded in a.csv',
      4,
    ],
    'capture-unwritable': [
      { path: 'a.csv', cause: 'ENOSPC', count: '5 Alerts' },
      'the capture could not be written to a.csv any further (ENOSPC); 5 Alerts recorded',
      4,
    ],
    'file-missing': [{ what: 'scenario', path: 'a.yaml', way: 'Look.' }, 'scenario not found: a.yaml', 2],
    'file-unreadable': [
      { what: 'scenario', path: 'a', cause: 'EISDIR' },
      'scenario cannot be read: a (EISDIR)',
      2,
    ],
    'record-exists': [{ path: 'runs/a' }, 'runs/a already exists, and a record is never overwritten', 2],
    'record-changed': [
      { path: 'runs/a', what: 'run.json was changed' },
      'the record in runs/a is not what was written: run.json was changed',
      2,
    ],
    'record-malformed': [{ path: 'runs/a', what: 'no manifest' }, 'runs/a is no run record: no manifest', 2],
    'record-without-history': [
      { path: 'runs/a' },
      'the record in runs/a was written without its history, so its verdict cannot be derived again',
      2,
    ],
    'throttle-unusable': [
      { name: './mine.mjs', problem: 'it has no default export', way: 'Export the factory.' },
      'the throttle ./mine.mjs cannot be used: it has no default export',
      2,
    ],
    'plan-too-large': [
      { planned: 11, limit: 10 },
      'the scenario plans 11 Alerts; one run holds at most 10',
      2,
    ],
    'plan-empty': [{}, 'the scenario plans no Alert at all', 2],
    'directory-unwritable': [{ path: 'runs', cause: 'EACCES' }, 'cannot write to runs (EACCES)', 4],
    'record-unwritable': [
      { path: 'runs/a', cause: 'ENOSPC' },
      'the record could not be written to runs/a (ENOSPC)',
      4,
    ],
    'spool-unwritable': [
      { path: '/tmp', cause: 'ENOSPC' },
      'what does not fit into memory could not be kept below /tmp (ENOSPC)',
      4,
    ],
    'record-unreadable': [
      { cause: 'runs/a is no run record: no manifest' },
      'nothing can be compared: runs/a is no run record: no manifest',
      4,
    ],
    'output-unwritable': [
      { cause: 'ENOSPC' },
      'the result could not be written to standard output (ENOSPC)',
      4,
    ],
    'port-in-use': [{ port: 1883 }, 'port 1883 on 127.0.0.1 is taken', 4],
    'too-many-sockets': [
      { connections: 5, needed: 210, limit: 100 },
      '5 connections need about 210 open files in one process; this process may open 100',
      4,
    ],
    'devices-not-connected': [
      { connected: 1, devices: 2, within: '120s', cause: 'timed out' },
      '1 of 2 Devices were connected within 120s (timed out)',
      4,
    ],
    'user-not-connected': [{ user: 'DCC', cause: 'closed' }, 'the User DCC could not subscribe (closed)', 4],
    'broker-died': [{ broker: 1, cause: 'heap' }, 'broker 1 died during the run: heap', 4],
    'worker-died': [{ worker: 1, cause: 'heap' }, 'meter worker 1 died during the run: heap', 4],
    'sweep-worker-died': [{ worker: 2, cause: 'heap' }, 'worker 2 of the sweep died: heap', 4],
    uncaught: [{ cause: 'oops' }, 'something threw where nobody could catch it: oops', 4],
    bug: [{ cause: 'unexpected state 1' }, 'stormproof broke: unexpected state 1', 4],
  };

const kinds = Object.keys(FAILURES) as FailureKind[];

describe('the failure table', () => {
  it.each(kinds)('fills the sentence of %s from its details', (kind) => {
    const [details, read, exitCode] = EXAMPLES[kind];
    const failure = new StormError(kind, details);
    expect(failure).toMatchObject({ kind, message: read, exitCode, name: 'StormError' });
  });

  it.each(kinds)('leaves no placeholder of %s open, and has no detail without a place', (kind) => {
    const { sentence, hint } = FAILURES[kind];
    const placeholders = [...`${sentence} ${hint}`.matchAll(/\{([^}]*)\}/g)].map((match) => match[1]);
    expect(new Set(placeholders)).toEqual(new Set(Object.keys(EXAMPLES[kind][0])));
  });

  it.each(kinds)('names a way out of %s', (kind) => {
    expect(new StormError(kind, EXAMPLES[kind][0]).hint).toMatch(/^[A-Z].*[.?]$/);
  });

  it('gives every outcome of the command line its own exit code', () => {
    expect(EXIT).toEqual({
      pass: 0,
      fail: 1,
      usage: 2,
      inconclusive: 3,
      broken: 4,
      interrupted: 130,
      terminated: 143,
    });
  });
});

describe('a StormError', () => {
  it('takes its cause from what was thrown, and keeps it', () => {
    const thrown = new Error('no space left');
    const failure = new StormError('record-unwritable', { path: 'runs' }, thrown);
    expect(failure.message).toBe('the record could not be written to runs (no space left)');
    expect(failure.cause).toBe(thrown);
  });

  it('prefers the cause it is told', () => {
    const failure = new StormError('bug', { cause: 'told' }, new Error('thrown'));
    expect(failure.message).toBe('stormproof broke: told');
  });

  it('does not fill what a detail brings along', () => {
    const failure = new StormError('record-exists', { path: '{path} {cause} $& $1' });
    expect(failure.message).toBe('{path} {cause} $& $1 already exists, and a record is never overwritten');
  });

  it('counts the mistakes of a bad input', () => {
    const mistake = { file: 'a.yaml', line: 1, column: 1, message: 'm', hint: null, frame: '' };
    expect(new InputError('a.yaml', [mistake]).message).toBe('1 mistake in a.yaml');
    expect(new InputError('a.yaml', [mistake, mistake])).toMatchObject({
      message: '2 mistakes in a.yaml',
      kind: 'bad-input',
      exitCode: 2,
      name: 'InputError',
    });
  });
});

describe('whatever was thrown', () => {
  it('has a message', () => {
    expect([new Error('why'), 'text', 42, null, undefined].map(messageOf)).toEqual([
      'why',
      'text',
      '42',
      'null',
      'undefined',
    ]);
  });

  it('has a system code only when it is a system error', () => {
    const coded = (code: unknown): Error => Object.assign(new Error('x'), { code });
    expect([coded('ENOENT'), coded(2), new Error('x'), { code: 'ENOENT' }, null].map(systemCode)).toEqual([
      'ENOENT',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is a bug when a state is reached that cannot be', () => {
    expect(() => unreachable('odd' as never)).toThrow('stormproof broke: unexpected state "odd"');
  });
});
