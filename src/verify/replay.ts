// What the reference model says of the rows of a history: the shapes of its answer, before and after Alerts that are
// ignored as duplicates repeat that of their first copies. Shapes only.

/** The model's answer, one value per row of the History. An ignored duplicate has that of its first copy. */
export interface Replay {
  /** Expected `OUTCOME`; `none` for rows that were never received or whose time is not known. */
  readonly outcome: Uint8Array;
  /** Expected metadata, NaN where the Alert must carry none. */
  readonly sequenceId: Float64Array;
  readonly count: Float64Array;
  /** The row that engaged the episode this row is throttled in, or whose tail it reports; -1 for none. */
  readonly episodeRow: Int32Array;
  /** The row the forwarding period runs from: the copy before, else the engaging row; -1 if not throttled later. */
  readonly periodRow: Int32Array;
  /** The row that engaged the episode this row put an end to; -1 for none. */
  readonly endedRow: Int32Array;
}

/** The model's answer without a word on ignored duplicates. What its `sequenceId` holds means nothing yet. */
export type ReplayedKeys = Replay;
