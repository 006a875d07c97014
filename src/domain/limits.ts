// Every bound the tool sets itself, with its reason. Nothing grows past a number that is not written here.
// Numbers only: whoever is bound by one enforces it.

/** Alerts one plan may hold: the columns of a run of this size take about 1 GB. */
export const MAX_PLANNED_ALERTS = 10_000_000;

/** How often one Alert may be sent again: what comes more often is an arrival of its own. */
export const MAX_RESENDS = 1_000;

/** Alerts of a run in virtual time that are decided and judged as a whole; more of them some at a time. */
export const MAX_WHOLE_ALERTS = 1_500_000;

/** How far the clock of a Device may be off when a scenario starts: ten years, so that sums of times stay exact. */
export const MAX_CLOCK_ERROR_US = 3_650 * 86_400_000_000;

/** Runs that the `vary` of one scenario may make. */
export const MAX_VARIANTS = 100;

/** Parts that one scenario may include. */
export const MAX_PARTS = 20;

/** Cells that one sweep may have: what a person can still look at, and a report can still show. */
export const MAX_SWEEP_CELLS = 2_500;

/** Worker threads that one command may ask for. */
export const MAX_WORKERS = 64;

/** Brokers that one storm may have: as many as a machine of 16 cores and more has use for. */
export const MAX_BROKERS = 8;

/** Meter workers that a storm has when nobody asks for a number, however many cores there are. */
export const MAX_WORKERS_BY_DEFAULT = 8;

/** Alerts per wall second that one broker carries on one core with room to spare. */
export const ALERTS_PER_BROKER = 20_000;

/** Devices one population, or one trace, may hold. */
export const MAX_DEVICES = 1_000_000;

/** The greatest number of a Device that the shipped throttle makes use of: a table of so many takes 64 MB. */
export const MAX_DEVICE_NUMBER = 2 ** 24 - 1;

/** Pairs of Alert Code and User in one trace: every code there can be, and what 16 bits can number. */
export const MAX_TRACE_KINDS = 65_536;

/** Characters one line of a trace may have; what is longer is no line of a trace, and is not kept. */
export const MAX_TRACE_LINE = 65_536;

/** Lines of a trace that cannot be used and are shown; all of them are counted. */
export const MAX_BAD_LINES_SHOWN = 10;

/** CONNECTs in flight per worker: below every listen backlog, so no SYN is dropped and retried. */
export const CONNECTS_IN_FLIGHT = 100;

/** Alerts in the busiest wall second from which on a storm is rehearsed: below, cold code is quick enough. */
export const REHEARSED_FROM_RATE = 1_000;

/** Alerts of each rehearsal: what all of them run through is compiled after that. */
export const REHEARSAL_ALERTS: readonly number[] = [8_000, 24_000];

/** How many of them are sent per wall second. */
export const REHEARSAL_RATE = 15_000;

/** How fast scenario time passes in a rehearsal at least, so that windows end within it. */
export const REHEARSAL_TIME_SCALE = 30;

/** Devices in a rehearsal per worker. */
export const REHEARSAL_DEVICES = 300;

/** Bytes of one MQTT packet that the broker reads: an Alert is far below it, and a lie about a length stays cheap. */
export const MAX_PACKET_BYTES = 1_048_576;

/** Bytes of acknowledgements that one Device may leave unread: those of as many Alerts as no Device has in flight. */
export const MAX_REPLY_BACKLOG_BYTES = 1_048_576;

/** Bytes that one User may be behind before the broker cuts it off: memory is finite, and nobody is made to wait. */
export const MAX_USER_BACKLOG_BYTES = 268_435_456;

/** How long all Devices together may take to connect. */
export const CONNECT_DEADLINE_MS = 120_000;

/** How long a broker that was told DISCONNECT may take to close the connection before it is cut. */
export const CLOSE_PATIENCE_MS = 2_000;

/** Once the last Alert is sent, how long acknowledgements and deliveries may take to go quiet. */
export const DRAIN_DEADLINE_MS = 15_000;

/** How long nothing must move before a drained run counts as quiet: long enough for a stray duplicate to show. */
export const QUIET_MS = 250;

/** How long nothing must move before what is still missing counts as lost. */
export const STALLED_MS = 3_000;

/** An Alert sent this much later than planned, in wall time, is late. */
export const LATE_AFTER_MS = 500;

/** The share of Alerts that may be late before a run has not really sent its plan. */
export const LATE_SHARE = 0.01;

/** Window over which the sender's own rate is bounded by the plan's peak when it catches up after a stall. */
export const CATCH_UP_WINDOW_MS = 100;

/** The share that a check may leave out, where arrivals are known only as intervals, before it can say nothing. */
export const LEFT_OUT_SHARE = 0.1;

/** How long after its acknowledgement an Alert may still be on its way from a broker to the throttle behind it. */
export const BLACK_BOX_SLACK_MS = 100;

/** States of one key that a black-box judgement follows side by side. */
export const MAX_POSSIBLE_STATES = 64;

/** Ledger entries a witness shows at most; the sentence says how many there are. */
export const MAX_WITNESS_ENTRIES = 25;

/** How long a broker that is listened to may take to accept the connection. */
export const LISTEN_DEADLINE_MS = 15_000;

/** How long a lost connection to it is tried again before the capture ends. */
export const RECONNECT_DEADLINE_MS = 30_000;

/** Characters of a capture that wait to be written: small enough that little is lost when the machine stops. */
export const CAPTURE_BUFFER = 65_536;

/** Open files kept free for everything that is no connection. */
export const SPARE_FILES = 200;

/** Wall time between two samples of the timeline, and between two progress events. */
export const PROGRESS_MS = 250;

/** Wall time between two hand-overs of ledger rows: often enough to see that a storm has gone quiet. */
export const HAND_OVER_MS = 100;

/** Rows that are handed over at the latest, whatever the time: enough to cost each of them nothing. */
export const HAND_OVER_ROWS = 2_000;

/** Rows of each of a broker's ledgers that a storm holds in memory, 6 MB for both: more go to a file as they come. */
export const LEDGER_ROWS_IN_MEMORY = 65_536;

/** Bytes that may wait for the disk while a storm lasts: more means that it cannot keep up, and memory is finite. */
export const MAX_SPOOL_BACKLOG_BYTES = 268_435_456;

/** Wall time that one decision of a throttle may take. Nothing else moves on the broker's thread meanwhile. */
export const DECISION_LIMIT_MS = 1_000;

/** Alerts a throttle may fail to answer in time before its storm is ended: whatever pattern there is shows by then. */
export const MAX_THROTTLE_FAULTS = 100;

/** Characters of what is kept of one such fault. */
export const MAX_FAULT_LENGTH = 200;

/** How long a throttle's module may take to load. */
export const THROTTLE_LOAD_DEADLINE_MS = 10_000;

/** Different reasons one throttle may give: ledgers hold them in 15 bits, and a reason is a word, not a message. */
export const MAX_REASONS = 1_000;

/** Characters of one reason. */
export const MAX_REASON_LENGTH = 100;

/** Keys with changed decisions that a comparison names; it counts all of them. */
export const MAX_CHANGED_KEYS = 20;

/** Wall time between two samples of how the harness fares: a stall of a second shows, and a sample costs 0.1 ms. */
export const SAMPLE_MS = 500;

/** Samples kept of each thread, whatever the length of the run: when they are full, each two become one. */
export const MAX_SAMPLES = 600;

/** How long a resource must have run out to matter: longer than any collection of garbage and any start-up. */
export const SUSTAINED_MS = 1_000;

/** Such stretches kept of one resource. */
export const MAX_STRETCHES = 8;

/** Above this share of wall time an event loop has a queue; at saturation it is at 0.85 to 0.91, never at 1. */
export const BUSY_SHARE = 0.7;

/** Above this share of its time a thread that waits for a processor, or collects garbage, is held up by that. */
export const HINDERED_SHARE = 0.3;

/** Above this share of all processors' time, whoever becomes ready to run has to wait. */
export const PROCESSORS_SHARE = 0.9;

/** More bytes than this in front of the sockets are no burst: somebody does not read. */
export const BACKLOG_BYTES = 1_048_576;

/** Above this share of a number that cannot be exceeded, the next connection fails. */
export const FULL_SHARE = 0.995;

/**
 * An Alert that takes longer than this for one leg of its way, in wall time, was held up: longer than a burst takes to
 * go through, or a machine that others use, too; at half as much again as can be kept up it is reached within 3 s.
 */
export const HELD_UP_MS = 1_000;

/** The share of Alerts that may be held up while a resource has run out: a stall is not a saturated run. */
export const HELD_UP_SHARE = 0.01;
