// What a meter worker did: which Alert it wrote to a socket, when, and with which bytes; and which of them was
// acknowledged when. Two lists, since an acknowledgement comes long after its sending and may never come. Append-only;
// a row never changes. Its rows are handed over chunk by chunk, to be collected on another thread.

import { float64, GrowingColumns, uint32 } from '../columns/growing-columns.ts';
import type { FullLedger } from './full-ledger.ts';

/** Alerts by their ids in the whole plan, and when something happened to each: scenario-time microseconds. */
export interface AcknowledgementColumns {
  id: Uint32Array;
  timeUs: Float64Array;
}

/** The same of those that were sent, and the checksum of their bytes. */
export interface SendingColumns extends AcknowledgementColumns {
  payloadCrc: Uint32Array;
}

/** How to make the columns of acknowledgements. */
export const ACKNOWLEDGEMENT_COLUMNS = { id: uint32, timeUs: float64 };

/** How to make the columns of sendings. */
export const SENDING_COLUMNS = { ...ACKNOWLEDGEMENT_COLUMNS, payloadCrc: uint32 };

/** Rows that were handed over. */
export interface EmissionChunk {
  readonly sendings: SendingColumns;
  readonly acknowledgements: AcknowledgementColumns;
}

/** Sendings and acknowledgements, each in order. */
export class EmissionLedger {
  readonly #sendings = new GrowingColumns<SendingColumns>(SENDING_COLUMNS);
  readonly #acknowledgements = new GrowingColumns<AcknowledgementColumns>(ACKNOWLEDGEMENT_COLUMNS);
  readonly #full: FullLedger;

  constructor(full: FullLedger) {
    this.#full = full;
  }

  sent(id: number, timeUs: number, payloadCrc: number): void {
    if (this.#sendings.length >= this.#full.rows) this.#full.hand();
    const row = this.#sendings.claimRow();
    const to = this.#sendings.columns;
    to.id[row] = id;
    to.timeUs[row] = timeUs;
    to.payloadCrc[row] = payloadCrc;
  }

  acknowledged(id: number, timeUs: number): void {
    if (this.#acknowledgements.length >= this.#full.rows) this.#full.hand();
    const row = this.#acknowledgements.claimRow();
    const to = this.#acknowledgements.columns;
    to.id[row] = id;
    to.timeUs[row] = timeUs;
  }

  /** Hands over all rows since it last did, and starts anew. Nothing is copied: the columns may be transferred. */
  take(): EmissionChunk {
    return { sendings: this.#sendings.take(), acknowledgements: this.#acknowledgements.take() };
  }
}
