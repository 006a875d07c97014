// What is held for each of some Alert Codes: a Map, with a table in front of it in which a code is found by two reads.
// Every Alert asks for its code, and a hash is a good part of what deciding costs. Knows nothing of what is held.

const ROW_BITS = 8;
const ROW = 1 << ROW_BITS;
const MAX_ALERT_CODE = 0xffff;

/** Values by Alert Code. Any other number can be a code here, too: it is only found less quickly. */
export class ByAlertCode<Value> {
  readonly #all = new Map<number, Value>();
  /** Codes that differ in their low bits only share a row; rows end with the last that is in use. */
  readonly #rows: (Value | undefined)[][] = [];

  constructor(entries: Iterable<readonly [number, Value]> = []) {
    for (const [alertCode, value] of entries) this.set(alertCode, value);
  }

  get(alertCode: number): Value | undefined {
    if (!hasPlace(alertCode)) return this.#all.get(alertCode);
    const row = alertCode >>> ROW_BITS;
    return row < this.#rows.length ? this.#rows[row]![alertCode & (ROW - 1)] : undefined;
  }

  set(alertCode: number, value: Value): void {
    this.#all.set(alertCode, value);
    this.#note(alertCode, value);
  }

  delete(alertCode: number): void {
    this.#all.delete(alertCode);
    this.#note(alertCode, undefined);
  }

  /** The values, in the order in which they were set; some may be set and deleted meanwhile. */
  values(): Iterator<Value> {
    return this.#all.values();
  }

  /** Rows without holes: code that is compiled for one of those is not thrown away at the first full row. */
  #note(alertCode: number, value: Value | undefined): void {
    if (!hasPlace(alertCode)) return;
    const row = alertCode >>> ROW_BITS;
    while (this.#rows.length <= row) this.#rows.push(NO_VALUES);
    if (this.#rows[row] === NO_VALUES) this.#rows[row] = new Array<Value | undefined>(ROW).fill(undefined);
    this.#rows[row]![alertCode & (ROW - 1)] = value;
  }
}

/** Whether a code is one of those that the table has a place for. */
function hasPlace(alertCode: number): boolean {
  return (alertCode & MAX_ALERT_CODE) === alertCode;
}

/** Stands for every row in which nothing was ever held. */
const NO_VALUES: undefined[] = new Array<undefined>(ROW).fill(undefined);
