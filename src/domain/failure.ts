// Everything that can go wrong, in one table: kind, sentence, the way out, exit code. A failure that is not
// in this table is a bug and says so.

/** Exit codes of the command line. */
export const EXIT = {
  pass: 0,
  fail: 1,
  usage: 2,
  inconclusive: 3,
  broken: 4,
  interrupted: 130,
  terminated: 143,
} as const;

interface FailureEntry {
  /** What happened; `{name}` is filled from the failure's details. */
  readonly sentence: string;
  /** The way out. */
  readonly hint: string;
  readonly exitCode: number;
}

const table = {
  usage: { sentence: '{problem}', hint: '{way}', exitCode: EXIT.usage },
  'bad-input': {
    sentence: '{count} in {path}',
    hint: 'Nothing was started. `stormproof validate` checks a file without running it.',
    exitCode: EXIT.usage,
  },
  'file-missing': {
    sentence: '{what} not found: {path}',
    hint: '{way}',
    exitCode: EXIT.usage,
  },
  'file-unreadable': {
    sentence: '{what} cannot be read: {path} ({cause})',
    hint: 'Check that it is a file and that you may read it.',
    exitCode: EXIT.usage,
  },
  'bad-trace': {
    sentence: '{count} in the trace {path}',
    hint: 'Nothing was started. Mend the lines, or go on without them: leave out --strict or `strict: true`.',
    exitCode: EXIT.usage,
  },
  'trace-empty': {
    sentence: 'no line of the trace {path} can be used',
    hint: 'Nothing was started. A line needs `time`, `device` and `code`, and a CSV file a header that names them.',
    exitCode: EXIT.usage,
  },
  'trace-too-large': {
    sentence: 'the trace {path} holds more than {limit} {what}',
    hint: 'Cut it into parts.',
    exitCode: EXIT.usage,
  },
  'record-exists': {
    sentence: '{path} already exists, and a record is never overwritten',
    hint: 'Name another directory with --out, or remove this one.',
    exitCode: EXIT.usage,
  },
  'record-changed': {
    sentence: 'the record in {path} is not what was written: {what}',
    hint: 'Its checksums no longer hold, so nothing in it can be evidence. Use an untouched copy.',
    exitCode: EXIT.usage,
  },
  'record-malformed': {
    sentence: '{path} is no run record: {what}',
    hint: 'Name the directory of a run, such as one below runs/.',
    exitCode: EXIT.usage,
  },
  'record-without-history': {
    sentence: 'the record in {path} was written without its history, so its verdict cannot be derived again',
    hint: 'Run again without --no-history.',
    exitCode: EXIT.usage,
  },
  'throttle-unusable': {
    sentence: 'the throttle {name} cannot be used: {problem}',
    hint: '{way}',
    exitCode: EXIT.usage,
  },
  'plan-too-large': {
    sentence: 'the scenario plans {planned} Alerts; one run holds at most {limit}',
    hint: 'Shorten the duration, or lower the rate or the number of Devices.',
    exitCode: EXIT.usage,
  },
  'plan-empty': {
    sentence: 'the scenario plans no Alert at all',
    hint: 'Check the streams: their rates, their from and until, and the Devices they name.',
    exitCode: EXIT.usage,
  },
  'output-exists': {
    sentence: '{path} already exists, and is never overwritten',
    hint: 'Name another file with --out, or remove this one.',
    exitCode: EXIT.usage,
  },
  'directory-unwritable': {
    sentence: 'cannot write to {path} ({cause})',
    hint: 'Name a directory you may write to with --out.',
    exitCode: EXIT.broken,
  },
  'record-unwritable': {
    sentence: 'the record could not be written to {path} ({cause})',
    hint: 'Check free space and permissions; nothing was left half written.',
    exitCode: EXIT.broken,
  },
  'spool-unwritable': {
    sentence: 'what does not fit into memory could not be kept below {path} ({cause})',
    hint: 'Free some space there, or name another directory in TMPDIR: a storm needs about 0.1 KB for each Alert.',
    exitCode: EXIT.broken,
  },
  'record-unreadable': {
    sentence: 'nothing can be compared: {cause}',
    hint: 'Restore an untouched copy of the record, or make the baseline anew.',
    exitCode: EXIT.broken,
  },
  'output-unwritable': {
    sentence: 'the result could not be written to standard output ({cause})',
    hint: 'The record itself is kept; `stormproof verify` shows its verdict again.',
    exitCode: EXIT.broken,
  },
  'broker-unreachable': {
    sentence: '{broker} cannot be reached, or refuses the connection ({cause})',
    hint: 'Check host and port, and user name and password if it wants any. Nothing was written.',
    exitCode: EXIT.broken,
  },
  'subscription-refused': {
    sentence: '{broker} refuses the subscription to {filter} ({cause})',
    hint: 'Name topics that you may read with --topic, or connect as somebody who may. Nothing was written.',
    exitCode: EXIT.broken,
  },
  'capture-broken': {
    sentence:
      'the connection to {broker} was lost and not made again within {within}; {count} recorded in {path}',
    hint: 'The file is whole up to there. What was sent since is missing.',
    exitCode: EXIT.broken,
  },
  'capture-unwritable': {
    sentence: 'the capture could not be written to {path} any further ({cause}); {count} recorded',
    hint: 'The file is whole up to there. Check free space and permissions.',
    exitCode: EXIT.broken,
  },
  'port-in-use': {
    sentence: 'port {port} on 127.0.0.1 is taken',
    hint: 'Leave --port out to use any free port, or stop what listens there.',
    exitCode: EXIT.broken,
  },
  'too-many-sockets': {
    sentence:
      '{connections} connections need about {needed} open files in one process; this process may open {limit}',
    hint: 'Raise the limit with `ulimit -n`, run fewer Devices, or open no socket at all: --virtual.',
    exitCode: EXIT.broken,
  },
  'devices-not-connected': {
    sentence: '{connected} of {devices} Devices were connected within {within} ({cause})',
    hint: 'The broker or the machine is too slow for that many connections; run fewer Devices.',
    exitCode: EXIT.broken,
  },
  'user-not-connected': {
    sentence: 'the User {user} could not subscribe ({cause})',
    hint: 'The embedded broker refused its own subscriber: please report this.',
    exitCode: EXIT.broken,
  },
  'broker-died': {
    sentence: 'broker {broker} died during the run: {cause}',
    hint:
      'Its ledger is lost, so no verdict is possible and no record was kept. Memory is the usual cause; ' +
      'a throttle that throws in timers or promises of its own, or ends its thread, is another.',
    exitCode: EXIT.broken,
  },
  'worker-died': {
    sentence: 'meter worker {worker} died during the run: {cause}',
    hint: 'Its ledger is lost, so no verdict is possible and no record was kept. Memory is the usual cause.',
    exitCode: EXIT.broken,
  },
  'sweep-worker-died': {
    sentence: 'worker {worker} of the sweep died: {cause}',
    hint:
      'Nothing was kept. Memory is the usual cause, for each worker holds a whole plan: try fewer with --workers. ' +
      'A throttle that works in timers of its own is another.',
    exitCode: EXIT.broken,
  },
  uncaught: {
    sentence: 'something threw where nobody could catch it: {cause}',
    hint: 'A throttle that works in timers or promises of its own is the usual cause; if there is none, report this.',
    exitCode: EXIT.broken,
  },
  bug: {
    sentence: 'stormproof broke: {cause}',
    hint: 'This is a defect of stormproof. Run again with --debug and report what it prints.',
    exitCode: EXIT.broken,
  },
} as const satisfies Record<string, FailureEntry>;

/** One kind of failure. */
export type FailureKind = keyof typeof table;

/** The failure table, for documentation and for the command line. */
export const FAILURES: Readonly<Record<FailureKind, FailureEntry>> = table;

/** A failure of a known kind: message and hint come from the table, filled with the details. */
export class StormError extends Error {
  readonly kind: FailureKind;
  /** What the sentence and the hint are filled with. */
  readonly details: Readonly<Record<string, string | number>>;
  readonly hint: string;
  readonly exitCode: number;

  constructor(kind: FailureKind, details: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    const entry: FailureEntry = FAILURES[kind];
    const all = cause === undefined ? details : { cause: messageOf(cause), ...details };
    super(fill(entry.sentence, all), { cause });
    this.name = 'StormError';
    this.kind = kind;
    this.details = all;
    this.hint = fill(entry.hint, all);
    this.exitCode = entry.exitCode;
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The error code of a Node system error (`EADDRINUSE`, `ENOENT`…), if it is one. */
export function systemCode(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : undefined;
}

/** Stops at a state that cannot be reached unless the program is wrong. */
export function unreachable(state: never): never {
  throw new StormError('bug', { cause: `unexpected state ${JSON.stringify(state)}` });
}

function fill(text: string, details: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''));
}
