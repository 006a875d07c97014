// What all meter workers have handed over, collected while the storm goes on: the latest rows in memory, all others in
// a file that it shares. Chunks in, in any order of the workers; what was done with each row of the plan out, once the
// file has them.

import { ColumnSpool } from '../columns/column-spool.ts';
import type { SpoolFile } from '../columns/spool-file.ts';
import {
  ACKNOWLEDGEMENT_COLUMNS,
  type AcknowledgementColumns,
  type EmissionChunk,
  SENDING_COLUMNS,
  type SendingColumns,
} from './emission-ledger.ts';
import { nothingSent, type Sent } from './sent.ts';

/** Collects the ledgers of all workers. */
export class EmissionCollection {
  readonly #sendings: ColumnSpool<SendingColumns>;
  readonly #acknowledgements: ColumnSpool<AcknowledgementColumns>;

  /** Of either list so many rows stay in memory, and all others go to the file. */
  constructor(file: SpoolFile, rowsInMemory: number) {
    this.#sendings = new ColumnSpool(SENDING_COLUMNS, rowsInMemory, file);
    this.#acknowledgements = new ColumnSpool(ACKNOWLEDGEMENT_COLUMNS, rowsInMemory, file);
  }

  add({ sendings, acknowledgements }: EmissionChunk): void {
    this.#sendings.append(sendings, sendings.id.length);
    this.#acknowledgements.append(acknowledgements, acknowledgements.id.length);
  }

  /** What was done with a plan of so many rows. */
  sent(planned: number): Sent {
    const sent = nothingSent(planned);
    for (const { id, timeUs, payloadCrc } of this.#sendings.chunks()) {
      for (let row = 0; row < id.length; row++) {
        sent.sentUs[id[row]!] = timeUs[row]!;
        sent.payloadCrc[id[row]!] = payloadCrc[row]!;
      }
    }
    for (const { id, timeUs } of this.#acknowledgements.chunks())
      for (let row = 0; row < id.length; row++) sent.acknowledgedUs[id[row]!] = timeUs[row]!;
    return sent;
  }
}
