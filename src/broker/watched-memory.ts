// The memory that Aedes keeps packets in until somebody has them, and how many lie there. Every session of this broker
// is clean, nothing is retained, and Alerts pass by: next to nothing should be kept, and this is what tells.

import memory from 'aedes-persistence';

interface Named {
  readonly id: string;
}

interface Numbered {
  readonly messageId: number;
}

/** What is watched, as Aedes calls it. */
interface Keeper {
  incomingStorePacket(client: Named, packet: Numbered): Promise<void>;
  incomingDelPacket(client: Named, packet: Numbered): Promise<void>;
  cleanIncoming(client: Named): Promise<void>;
  storeRetained(packet: object): Promise<void>;
  outgoingEnqueueCombi(users: readonly object[], packet: object): Promise<void>;
}

/** Its types know neither that it is this function nor that it does without callbacks. */
const aedesMemory = memory as unknown as () => Keeper;

/** Aedes' own memory, counted. */
export class WatchedMemory {
  /** For Aedes. */
  readonly persistence: object;
  /** Per client, the ids of its publications of QoS 2 that it has not released. */
  readonly #unreleased = new Map<string, Set<number>>();
  #forLater = 0;

  constructor() {
    const keeper = aedesMemory();
    this.persistence = Object.assign(Object.create(keeper), this.#watching(keeper));
  }

  /** Packets that are kept now; what is kept for whoever comes later, who may never come, counts for ever. */
  get keptPackets(): number {
    let packets = this.#forLater;
    for (const ids of this.#unreleased.values()) packets += ids.size;
    return packets;
  }

  #watching(keeper: Keeper): Keeper {
    return {
      incomingStorePacket: async (client, packet) => {
        await keeper.incomingStorePacket(client, packet);
        const ids = this.#unreleased.get(client.id) ?? new Set();
        this.#unreleased.set(client.id, ids.add(packet.messageId));
      },
      incomingDelPacket: async (client, packet) => {
        await keeper.incomingDelPacket(client, packet);
        this.#unreleased.get(client.id)?.delete(packet.messageId);
      },
      cleanIncoming: async (client) => {
        await keeper.cleanIncoming(client);
        this.#unreleased.delete(client.id);
      },
      storeRetained: async (packet) => {
        this.#forLater++;
        await keeper.storeRetained(packet);
      },
      outgoingEnqueueCombi: async (users, packet) => {
        this.#forLater += users.length;
        await keeper.outgoingEnqueueCombi(users, packet);
      },
    };
  }
}
