// What every window shape offers for the keys of one Alert Code: arrivals in, "is the count above so many" out. A
// window counts and knows when it is empty; engaging, releasing and forgetting are decided by others. Times given to
// the window of one key never decrease.

/** Windows under one rule, each named by its key's slot; they count every arrival, delivered or discarded. */
export interface ArrivalWindows {
  /** An empty window, whatever the slot held before. */
  begin(slot: number): void;

  /** Counts an arrival and says whether the window now holds more than the threshold, itself included. */
  exceedsWith(slot: number, timeUs: number): boolean;

  /** Whether the window held more than so many, fewer than the threshold, when the last arrival was counted. */
  heldMoreThan(slot: number, count: number): boolean;

  /** Whether an arrival of that earlier moment is still inside the window of one that comes now. */
  stillHolds(slot: number, earlierUs: number, nowUs: number): boolean;

  /** The first moment at which an arrival would find the window empty. */
  emptyAtUs(slot: number): number;

  /** When the window would be empty, were one more arrival to come at that moment. */
  emptyAfterUs(slot: number, timeUs: number): number;

  /** Gives back what the window holds. */
  forget(slot: number): void;
}
