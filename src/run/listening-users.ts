// The Users of one site, on the thread that orchestrates: it has little else to do in a storm, and the broker's has
// enough. What they are given is handed over as it comes in. Judges nothing.

import { startCollector } from '../broker/collector.ts';
import { LOOPBACK } from '../broker/embedded-broker.ts';
import { type Clock, every } from '../domain/clock.ts';
import { HAND_OVER_MS, HAND_OVER_ROWS } from '../domain/limits.ts';
import type { Qos } from '../domain/qos.ts';
import type { UserRole } from '../domain/user.ts';
import { type DeliveryChunk, DeliveryLedger } from '../ledger/delivery-ledger.ts';
import type { MqttClientName } from '../wire/mqtt-client.ts';

/** Who listens, where, and by which clock. */
export interface UsersOrder {
  readonly port: number;
  /** What they connect with. */
  readonly client: MqttClientName;
  readonly users: readonly UserRole[];
  readonly qos: Qos;
  readonly clock: Clock;
}

/** Users that listen. */
export interface ListeningUsers {
  /** How many of them lost their connection meanwhile. */
  readonly lost: number;
  /** Ends their connections; all that came before was handed over by then. */
  close(): Promise<void>;
}

/**
 * Has every User listen.
 * @throws StormError `user-not-connected`.
 */
export async function listeningUsers(
  order: UsersOrder,
  hand: (deliveries: DeliveryChunk) => void,
): Promise<ListeningUsers> {
  const ledger = new DeliveryLedger();
  const handAll = (): void => {
    if (ledger.length > 0) hand(ledger.take());
  };
  const onDelivery = (): void => {
    if (ledger.length >= HAND_OVER_ROWS) handAll();
  };
  const collector = await startCollector({ ...order, host: LOOPBACK, ledger, onDelivery });
  const stopHanding = every(HAND_OVER_MS, handAll);
  return {
    get lost() {
      return collector.lostUsers;
    },
    async close() {
      stopHanding();
      await collector.close();
      handAll();
    },
  };
}
