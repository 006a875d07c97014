// What is written to a connection in one turn of the event loop leaves it together: whoever has something to write
// says so, and is called once when the turn's work is done. One list for the thread.

/** Something that has collected what it writes. */
export interface Collecting {
  flush(): void;
}

let waiting: Collecting[] = [];

/** Has this flushed when the turn's work is done. To be asked once a turn. */
export function flushAtTurnEnd(collecting: Collecting): void {
  if (waiting.push(collecting) === 1) process.nextTick(flushAll);
}

function flushAll(): void {
  const due = waiting;
  waiting = [];
  for (const collecting of due) collecting.flush();
}
