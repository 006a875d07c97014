// What a worker did with its shard: when each Alert was written to its socket, when it was acknowledged,
// and the checksum of its bytes. One row per Alert of the shard, in the shard's order.

/** A worker's ledger; every column is as long as the shard. */
export interface EmissionLedger {
  /** Ids of the Alerts in the whole plan. */
  readonly id: Uint32Array;
  /** Scenario-time microseconds; NaN when never sent. */
  readonly sentUs: Float64Array;
  /** Scenario-time microseconds; NaN when it never was. */
  readonly acknowledgedUs: Float64Array;
  readonly payloadCrc: Uint32Array;
}

/** An empty ledger for these Alerts. */
export function emissionLedger(id: Uint32Array): EmissionLedger {
  return {
    id,
    sentUs: new Float64Array(id.length).fill(Number.NaN),
    acknowledgedUs: new Float64Array(id.length).fill(Number.NaN),
    payloadCrc: new Uint32Array(id.length),
  };
}

/** What all workers did, by row of the plan. */
export type Sent = Omit<EmissionLedger, 'id'>;

/** Puts the ledgers of all workers together, for a plan of so many rows. */
export function sentOf(planned: number, ledgers: readonly EmissionLedger[]): Sent {
  // The ids of a ledger ascend: one that has them all is in the plan's order as it stands.
  const whole = ledgers.find(({ id }) => id.length === planned);
  if (whole) return whole;
  const sent = emissionLedger(new Uint32Array(planned));
  for (const { id, sentUs, acknowledgedUs, payloadCrc } of ledgers) {
    for (let row = 0; row < id.length; row++) {
      sent.sentUs[id[row]!] = sentUs[row]!;
      sent.acknowledgedUs[id[row]!] = acknowledgedUs[row]!;
      sent.payloadCrc[id[row]!] = payloadCrc[row]!;
    }
  }
  return sent;
}
