// What the meters did with a plan, row by row of it: what its history takes from them. A shape and its beginning; knows
// nothing of workers.

/** One row for each row of the plan. */
export interface Sent {
  /** Scenario-time microseconds; NaN when never sent. */
  readonly sentUs: Float64Array;
  /** Scenario-time microseconds; NaN when it never was acknowledged. */
  readonly acknowledgedUs: Float64Array;
  /** Of what was never sent it means nothing. */
  readonly payloadCrc: Uint32Array;
}

/** A plan of so many rows before anything was done with it. */
export function nothingSent(planned: number): Sent {
  return {
    sentUs: new Float64Array(planned).fill(Number.NaN),
    acknowledgedUs: new Float64Array(planned).fill(Number.NaN),
    payloadCrc: new Uint32Array(planned),
  };
}
