// A part of a whole, exact to a millionth. Says nothing of what it is a part of, how it is written, or how it is
// rounded.

/** A share above nothing, up to the whole. */
export interface Share {
  readonly millionths: number;
}

/** The whole. */
export const WHOLE: Share = { millionths: 1_000_000 };
