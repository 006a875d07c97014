// Everything remembered of one key: its window, and its episode while it has one. One arrival in, one
// decision out. Must not know of other keys but through the shared sequence numbers.

import { ArrivalWindow } from './arrival-window.ts';
import type { AlertRule, MetadataRule } from './profile.ts';
import { type SequenceNumbers, saturate } from './sequence-numbers.ts';
import type { Decision, ThrottleMetadata } from './throttle.ts';

/** Why an arrival was delivered or discarded. */
export const REASON = {
  excluded: 'excluded',
  belowThreshold: 'below-threshold',
  engaged: 'engaged',
  throttled: 'throttled',
  forwardedCopy: 'forwarded-copy',
  released: 'released',
  untracked: 'untracked',
} as const;

const DELIVER_BELOW: Decision = { outcome: 'deliver', reason: REASON.belowThreshold };
const DELIVER_RELEASED: Decision = { outcome: 'deliver', reason: REASON.released };
const DISCARD_ENGAGED: Decision = { outcome: 'discard', reason: REASON.engaged };
const DISCARD_THROTTLED: Decision = { outcome: 'discard', reason: REASON.throttled };

interface Episode {
  readonly sequenceId: number;
  lastCopyUs: number;
  discarded: number;
  unreported: number;
}

/** The throttle of one key: sliding window, trailing copy, release by window (semantics of SECMP0062 K3…K6). */
export class KeyState {
  readonly #rule: AlertRule;
  readonly #metadata: MetadataRule;
  readonly #sequence: SequenceNumbers;
  readonly #window: ArrivalWindow;
  #episode: Episode | null = null;

  constructor(rule: AlertRule, metadata: MetadataRule, sequence: SequenceNumbers) {
    this.#rule = rule;
    this.#metadata = metadata;
    this.#sequence = sequence;
    this.#window = new ArrivalWindow(rule.threshold, rule.window.lengthUs);
  }

  decide(timeUs: number): Decision {
    const exceeds = this.#window.exceedsWith(timeUs);
    const episode = this.#episode;
    if (episode === null) return exceeds ? this.#engage(timeUs) : DELIVER_BELOW;
    if (!exceeds) return this.#release(episode);
    if (timeUs >= episode.lastCopyUs + this.#rule.forward.periodUs) return this.#forwardCopy(episode, timeUs);
    episode.discarded++;
    episode.unreported++;
    return DISCARD_THROTTLED;
  }

  /**
   * The earliest moment at which nothing of this key can matter to a later decision; not after `nowUs` means now.
   * A tail that waits to be reported needs another arrival first, and that arrival a whole window to leave.
   */
  forgettableNotBeforeUs(nowUs: number): number {
    const tailWaits =
      this.#metadata.tail === 'next' && this.#episode !== null && this.#episode.unreported > 0;
    return tailWaits ? nowUs + this.#rule.window.lengthUs : this.#window.emptyAtUs;
  }

  #engage(timeUs: number): Decision {
    const sequenceId = this.#metadata.sequence === 'episode' ? this.#sequence.next() : 0;
    this.#episode = { sequenceId, lastCopyUs: timeUs, discarded: 1, unreported: 1 };
    return DISCARD_ENGAGED;
  }

  #forwardCopy(episode: Episode, timeUs: number): Decision {
    const metadata = this.#report(episode);
    episode.lastCopyUs = timeUs;
    episode.unreported = 0;
    return { outcome: 'deliver', reason: REASON.forwardedCopy, metadata };
  }

  #release(episode: Episode): Decision {
    this.#episode = null;
    if (this.#metadata.tail === 'drop' || episode.unreported === 0) return DELIVER_RELEASED;
    return { outcome: 'deliver', reason: REASON.released, metadata: this.#report(episode) };
  }

  #report(episode: Episode): ThrottleMetadata {
    return {
      sequenceId: this.#metadata.sequence === 'episode' ? episode.sequenceId : this.#sequence.next(),
      count: saturate(this.#metadata.count === 'delta' ? episode.unreported : episode.discarded),
    };
  }
}
