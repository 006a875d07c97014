// MQTT 3.1.1 section 4.3: the three qualities of service.
// The number on the wire is the type; there is nothing to convert.

/** At most once, at least once, exactly once. */
export type Qos = 0 | 1 | 2;
