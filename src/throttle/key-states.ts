// The throttle of the keys of one Alert Code: their windows, and the episodes of those that have one. One arrival in,
// one decision out. Keys know nothing of each other but through the shared sequence numbers.

import type { ArrivalWindows } from './arrival-windows.ts';
import type { Episode } from './episode.ts';
import { Episodes } from './episodes.ts';
import type { AlertRule, MetadataRule } from './profile.ts';
import { hasEnded } from './release.ts';
import type { SequenceNumbers } from './sequence-numbers.ts';
import { SlotSet } from './slot-set.ts';
import type { Decision } from './throttle.ts';
import type { TrackedKeys } from './tracked-keys.ts';

const DELIVER_BELOW: Decision = { outcome: 'deliver', reason: 'below-threshold' };
const DELIVER_RELEASED: Decision = { outcome: 'deliver', reason: 'released' };
const DISCARD_ENGAGED: Decision = { outcome: 'discard', reason: 'engaged' };
const DISCARD_THROTTLED: Decision = { outcome: 'discard', reason: 'throttled' };

/** Counts, engages, forwards copies, releases and reports, as its rule says (SECMP0062 K3…K6, K10…K15). */
export class KeyStates implements TrackedKeys {
  readonly #rule: AlertRule;
  readonly #metadata: MetadataRule;
  readonly #sequence: SequenceNumbers;
  readonly #windows: ArrivalWindows;
  readonly #throttled = new SlotSet();
  readonly #episodes = new Episodes();

  constructor(rule: AlertRule, metadata: MetadataRule, sequence: SequenceNumbers, windows: ArrivalWindows) {
    this.#rule = rule;
    this.#metadata = metadata;
    this.#sequence = sequence;
    this.#windows = windows;
  }

  begin(slot: number): void {
    this.#throttled.reserve(slot);
    this.#windows.begin(slot);
  }

  decide(slot: number, timeUs: number): Decision {
    const exceeds = this.#windows.exceedsWith(slot, timeUs);
    if (!this.#throttled.has(slot)) return exceeds ? this.#engage(slot, timeUs, 0) : DELIVER_BELOW;

    const episode = this.#episodes.of(slot);
    const gapUs = timeUs - episode.lastArrivalUs;
    if (hasEnded(this.#rule.release, this.#windows, slot, exceeds, gapUs)) {
      return this.#release(slot, episode, timeUs, exceeds);
    }
    episode.noteArrival(timeUs);
    if (timeUs >= episode.lastCopyUs + this.#rule.forward.periodUs) return this.#forwardCopy(episode, timeUs);
    episode.countDiscard();
    return DISCARD_THROTTLED;
  }

  forgettableNotBeforeUs(slot: number, nowUs: number): number {
    if (!this.#throttled.has(slot)) return this.#windows.emptyAtUs(slot);
    const episode = this.#episodes.of(slot);
    // A tail that waits to be reported needs another arrival first, and that arrival has to leave the window.
    if (this.#tailOf(episode) > 0) return this.#windows.emptyAfterUs(slot, nowUs);
    const { release } = this.#rule;
    if (release.rule !== 'quiet') return this.#windows.emptyAtUs(slot);
    return Math.max(this.#windows.emptyAtUs(slot), episode.lastArrivalUs + release.forUs);
  }

  forget(slot: number): void {
    this.#windows.forget(slot);
    if (this.#throttled.has(slot)) this.#endEpisode(slot);
  }

  #engage(slot: number, timeUs: number, carried: number): Decision {
    const sequenceId = this.#metadata.sequence === 'episode' ? this.#sequence.next() : 0;
    const episode = this.#episodes.add(slot);
    episode.begin(sequenceId, timeUs, carried);
    this.#throttled.add(slot);
    if (this.#rule.forward.copy === 'leading') return this.#deliver('engaged', episode);
    episode.countDiscard();
    return DISCARD_ENGAGED;
  }

  #forwardCopy(episode: Episode, timeUs: number): Decision {
    episode.noteCopy(timeUs);
    return this.#deliver('forwarded-copy', episode);
  }

  /** The releasing arrival is judged afresh: after a quiet time its window may still hold too many. */
  #release(slot: number, episode: Episode, timeUs: number, exceeds: boolean): Decision {
    const tail = this.#tailOf(episode);
    const released = tail > 0 && !exceeds ? this.#deliver('released', episode) : DELIVER_RELEASED;
    this.#endEpisode(slot);
    return exceeds ? this.#engage(slot, timeUs, tail) : released;
  }

  #endEpisode(slot: number): void {
    this.#throttled.delete(slot);
    this.#episodes.delete(slot);
  }

  #tailOf(episode: Episode): number {
    return this.#metadata.tail === 'next' ? episode.unreported : 0;
  }

  #deliver(reason: string, episode: Episode): Decision {
    return { outcome: 'deliver', reason, metadata: episode.report(this.#metadata, this.#sequence) };
  }
}
