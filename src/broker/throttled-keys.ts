// Which keys are throttled at this moment, for whoever watches a storm: a byte for each Device and Alert Code that was
// ever discarded. A count of what was seen; nothing is decided by it.

const FIRST_DEVICES = 1_024;

/** Keys whose latest arrival was discarded. */
export class ThrottledKeys {
  count = 0;
  /** By Alert Code, 1 for each Device that is throttled. */
  readonly #devices = new Map<number, Uint8Array>();

  /** Takes in what became of the latest arrival of a key. */
  note(device: number, alertCode: number, throttled: boolean): void {
    let devices = this.#devices.get(alertCode);
    if (devices === undefined || device >= devices.length) {
      if (!throttled) return;
      devices = this.#grow(alertCode, device, devices);
    }
    const now = throttled ? 1 : 0;
    this.count += now - devices[device]!;
    devices[device] = now;
  }

  #grow(alertCode: number, device: number, devices?: Uint8Array): Uint8Array {
    const grown = new Uint8Array(Math.max(2 * device, FIRST_DEVICES));
    if (devices) grown.set(devices);
    this.#devices.set(alertCode, grown);
    return grown;
  }
}
