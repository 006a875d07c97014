// A throttle of one's own: sliding windows, trailing copies, release by window. It follows the profile exactly, so
// stormproof passes it: stormproof run single-device-storm --throttle examples/window-throttle.mjs

/** @type {import('stormproof').ThrottleFactory} */
export default function windowThrottle(profile) {
  const rules = [profile.default, ...profile.overrides.values()];
  if (rules.some(({ window, release }) => window.shape !== 'sliding' || release.rule !== 'window')) {
    throw new Error('only sliding windows and release by window are understood');
  }
  const keys = new Map();
  let lastSequenceId = 0;

  return {
    get trackedKeys() {
      return keys.size;
    },

    decide({ deviceId, alertCode, timeUs }) {
      if (profile.exclude.has(alertCode)) return { outcome: 'deliver', reason: 'excluded' };
      const { threshold, window, forward } = profile.overrides.get(alertCode) ?? profile.default;
      const name = `${deviceId} ${alertCode}`;
      const key = keys.get(name) ?? { arrivals: [], episode: null };
      keys.set(name, key);

      key.arrivals.push(timeUs);
      while (key.arrivals[0] <= timeUs - window.lengthUs) key.arrivals.shift();
      const exceeds = key.arrivals.length > threshold;
      const { episode } = key;

      if (episode === null) {
        if (!exceeds) return { outcome: 'deliver', reason: 'below-threshold' };
        lastSequenceId += 1;
        key.episode = { sequenceId: lastSequenceId, copiedUs: timeUs, discarded: 1 };
        return { outcome: 'discard', reason: 'engaged' };
      }
      const metadata = { sequenceId: episode.sequenceId, count: episode.discarded };
      if (!exceeds) {
        key.episode = null;
        const released = { outcome: 'deliver', reason: 'released' };
        return episode.discarded === 0 ? released : { ...released, metadata };
      }
      if (timeUs >= episode.copiedUs + forward.periodUs) {
        Object.assign(episode, { copiedUs: timeUs, discarded: 0 });
        return { outcome: 'deliver', reason: 'forwarded-copy', metadata };
      }
      episode.discarded += 1;
      return { outcome: 'discard', reason: 'throttled' };
    },
  };
}
