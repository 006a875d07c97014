// A recorded trace, ready to be planned: its Alerts as typed columns in time order, and what is known of where they
// came from. Shapes only.

import type { UserRole } from '../domain/user.ts';

/** What a trace's file is. `history` is what a run of stormproof recorded of itself. */
export type TraceFormat = 'csv' | 'ndjson' | 'history';

/** Where the Alerts of a trace come from and what became of its lines: the evidence that a record keeps. */
export interface TraceSource {
  /** The file, as it was named. */
  readonly file: string;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly sha256: string;
  readonly format: TraceFormat;
  /** Lines that tell of an Alert or should; blank lines and the header are none. */
  readonly lines: number;
  readonly used: number;
  /** Lines that cannot be used. */
  readonly skipped: number;
  /** The first of them, as `file:line:column: what is wrong`. */
  readonly firstSkipped: readonly string[];
  /** Lines of a history whose Alert never reached the throttle. */
  readonly notReceived: number;
  /** Lines that stood after one with a later time, and were sorted. */
  readonly reordered: number;
  /** Alerts sent again: Device, Alert Code and originator counter are those of an earlier one. */
  readonly repeated: number;
  /** Alerts whose originator counter an earlier one of the same Device has with another Alert Code. */
  readonly clashing: number;
  /** UTC time of the first Alert; null where the trace does not tell it. */
  readonly firstAt: string | null;
}

/** What a run keeps of the trace that it replayed. */
export interface TraceEvidence extends TraceSource {
  /** How much later than in the trace every Alert was due. */
  readonly shiftUs: number;
  /** Alerts of the trace that were due at the end of the scenario or later, and so were left out. */
  readonly leftOut: number;
}

/** The Alerts of a trace in time order, those of one moment as they stand in the file. */
export interface RecordedTrace {
  readonly source: TraceSource;
  readonly length: number;
  /** `device` indexes these, in order of first appearance in the file. */
  readonly deviceIds: readonly string[];
  /** `kind` indexes these. */
  readonly kinds: readonly TraceKind[];
  /** Whole microseconds; the first Alert is at 0, save in a history, which keeps the time of its run. */
  readonly timeUs: Float64Array;
  /**
   * The Alerts' own times: what a history says, else the moment of the first sending. `timeUs` itself where each Alert
   * has its own moment.
   */
  readonly timestampUs: Float64Array;
  readonly device: Uint32Array;
  readonly kind: Uint16Array;
  /** Originator counters. */
  readonly counter: Float64Array;
}

/** What an Alert is and whom it is for. */
export interface TraceKind {
  readonly alertCode: number;
  readonly recipient: UserRole;
}
