// The throttle of one key: its window, and its episode while it has one. One arrival in, one decision out. Must not
// know of other keys but through the shared sequence numbers.

import type { ArrivalWindow } from './arrival-window.ts';
import { Episode } from './episode.ts';
import type { AlertRule, MetadataRule } from './profile.ts';
import { hasEnded } from './release.ts';
import type { SequenceNumbers } from './sequence-numbers.ts';
import type { Decision } from './throttle.ts';
import type { TrackedKey } from './tracked-key.ts';

const DELIVER_BELOW: Decision = { outcome: 'deliver', reason: 'below-threshold' };
const DELIVER_RELEASED: Decision = { outcome: 'deliver', reason: 'released' };
const DISCARD_ENGAGED: Decision = { outcome: 'discard', reason: 'engaged' };
const DISCARD_THROTTLED: Decision = { outcome: 'discard', reason: 'throttled' };

/** Counts, engages, forwards copies, releases and reports, as its rule says (SECMP0062 K3…K6, K10…K15). */
export class KeyState implements TrackedKey {
  readonly #rule: AlertRule;
  readonly #metadata: MetadataRule;
  readonly #sequence: SequenceNumbers;
  readonly #window: ArrivalWindow;
  #episode: Episode | null = null;

  constructor(rule: AlertRule, metadata: MetadataRule, sequence: SequenceNumbers, window: ArrivalWindow) {
    this.#rule = rule;
    this.#metadata = metadata;
    this.#sequence = sequence;
    this.#window = window;
  }

  decide(timeUs: number): Decision {
    const exceeds = this.#window.exceedsWith(timeUs);
    const episode = this.#episode;
    if (episode === null) return exceeds ? this.#engage(timeUs, 0) : DELIVER_BELOW;

    const gapUs = timeUs - episode.lastArrivalUs;
    if (hasEnded(this.#rule.release, this.#window, exceeds, gapUs)) {
      return this.#release(episode, timeUs, exceeds);
    }
    episode.lastArrivalUs = timeUs;
    if (timeUs >= episode.lastCopyUs + this.#rule.forward.periodUs) return this.#forwardCopy(episode, timeUs);
    episode.countDiscard();
    return DISCARD_THROTTLED;
  }

  forgettableNotBeforeUs(nowUs: number): number {
    const episode = this.#episode;
    if (episode === null) return this.#window.emptyAtUs;
    // A tail that waits to be reported needs another arrival first, and that arrival has to leave the window.
    if (this.#tailOf(episode) > 0) return this.#window.emptyAfterUs(nowUs);
    const { release } = this.#rule;
    if (release.rule !== 'quiet') return this.#window.emptyAtUs;
    return Math.max(this.#window.emptyAtUs, episode.lastArrivalUs + release.forUs);
  }

  #engage(timeUs: number, carried: number): Decision {
    const sequenceId = this.#metadata.sequence === 'episode' ? this.#sequence.next() : 0;
    const episode = new Episode(sequenceId, timeUs, carried);
    this.#episode = episode;
    if (this.#rule.forward.copy === 'leading') return this.#deliver('engaged', episode);
    episode.countDiscard();
    return DISCARD_ENGAGED;
  }

  #forwardCopy(episode: Episode, timeUs: number): Decision {
    episode.lastCopyUs = timeUs;
    return this.#deliver('forwarded-copy', episode);
  }

  /** The releasing arrival is judged afresh: after a quiet time its window may still hold too many. */
  #release(episode: Episode, timeUs: number, exceeds: boolean): Decision {
    const tail = this.#tailOf(episode);
    if (exceeds) return this.#engage(timeUs, tail);
    this.#episode = null;
    return tail > 0 ? this.#deliver('released', episode) : DELIVER_RELEASED;
  }

  #tailOf(episode: Episode): number {
    return this.#metadata.tail === 'next' ? episode.unreported : 0;
  }

  #deliver(reason: string, episode: Episode): Decision {
    return { outcome: 'deliver', reason, metadata: episode.report(this.#metadata, this.#sequence) };
  }
}
