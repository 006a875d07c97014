// A throttle with a classic bug: it counts from the start of a window and forgets everything at its end, so every storm
// is let in anew, window after window. It also forwards no copies. The bounds of the scenario do not notice; the
// reference model does: stormproof run single-device-storm --throttle examples/forgetful-throttle.mjs

/** @type {import('stormproof').ThrottleFactory} */
export default function forgetfulThrottle(profile) {
  const counts = new Map();
  let windowEndsUs = profile.default.window.lengthUs;

  return {
    get trackedKeys() {
      return counts.size;
    },

    decide({ deviceId, alertCode, timeUs }) {
      if (timeUs >= windowEndsUs) {
        counts.clear();
        windowEndsUs = timeUs + profile.default.window.lengthUs;
      }
      const key = `${deviceId} ${alertCode}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      const { threshold } = profile.overrides.get(alertCode) ?? profile.default;
      return count > threshold && !profile.exclude.has(alertCode)
        ? { outcome: 'discard', reason: 'too-many' }
        : { outcome: 'deliver', reason: 'few' };
    },
  };
}
