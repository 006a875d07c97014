// One episode of one key: the stretch from engage to release. Counts what was discarded and what of it no Alert
// has reported yet; writes the part 2 metadata. Who is discarded is decided by its owner.

import type { MetadataRule } from './profile.ts';
import { type SequenceNumbers, saturate } from './sequence-numbers.ts';
import type { ThrottleMetadata } from './throttle.ts';

/** What is remembered of a key while it is throttled. */
export class Episode {
  /** When the last copy was forwarded; before the first, when the episode began. */
  lastCopyUs: number;
  /** When the key's latest Alert came. */
  lastArrivalUs: number;
  /** Taken on engaging with `sequence: episode`; 0 with `sequence: copy`, where each report takes its own. */
  readonly #sequenceId: number;
  #discarded: number;
  #unreported: number;

  /** Begins an episode; `carried` discards of the one before count as its own. */
  constructor(sequenceId: number, timeUs: number, carried: number) {
    this.#sequenceId = sequenceId;
    this.lastCopyUs = timeUs;
    this.lastArrivalUs = timeUs;
    this.#discarded = carried;
    this.#unreported = carried;
  }

  /** Discards that no delivered Alert has reported. */
  get unreported(): number {
    return this.#unreported;
  }

  countDiscard(): void {
    this.#discarded++;
    this.#unreported++;
  }

  /** The metadata of an Alert that reports now; from then on nothing is unreported. */
  report(rule: MetadataRule, sequence: SequenceNumbers): ThrottleMetadata {
    const count = rule.count === 'delta' ? this.#unreported : this.#discarded;
    this.#unreported = 0;
    return {
      sequenceId: rule.sequence === 'episode' ? this.#sequenceId : sequence.next(),
      count: saturate(count),
    };
  }
}
