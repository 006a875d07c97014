// Scenario time in, the time a watcher needs out: whole seconds. Witnesses are written to the microsecond
// elsewhere; nobody watches microseconds.

/** The time of a scenario to the second: `0:15:36`. */
export function clockTime(us: number): string {
  const seconds = Math.max(0, Math.floor(us / 1_000_000));
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}
