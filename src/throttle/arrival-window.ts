// What every window shape offers: arrivals in, "is the count above so many" out. A window counts and knows when
// it is empty; engaging, releasing and forgetting are decided by others. Times given to one never decrease.

/** The window of one key, which counts every arrival of it, delivered or discarded. */
export interface ArrivalWindow {
  /** Counts an arrival and says whether the window now holds more than the threshold, itself included. */
  exceedsWith(timeUs: number): boolean;

  /** Whether the window held more than so many, fewer than the threshold, when the last arrival was counted. */
  heldMoreThan(count: number): boolean;

  /** Whether an arrival of that earlier moment is still inside the window of one that comes now. */
  stillHolds(earlierUs: number, nowUs: number): boolean;

  /** The first moment at which an arrival would find the window empty. */
  readonly emptyAtUs: number;

  /** When the window would be empty, were one more arrival to come at that moment. */
  emptyAfterUs(timeUs: number): number;
}
