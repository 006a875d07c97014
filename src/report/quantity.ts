// Numbers in, short text for people out. The same figure looks the same on a terminal and in a report.
// Never rounds a count: an Alert that is missing must be seen to be missing.

/** A count with thousands separated: 1234567 → `1,234,567`. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A count and what is counted, in the singular for one: `1 Alert`, `2 Alerts`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${countText(count)} ${count === 1 ? singular : plural}`;
}

/** A latency in milliseconds with three figures that matter: `0.412 ms`, `3.21 ms`, `48.5 ms`, `1,204 ms`. */
export function milliseconds(ms: number): string {
  if (ms >= 100) return `${countText(Math.round(ms))} ms`;
  return `${ms.toFixed(ms >= 10 ? 1 : ms >= 1 ? 2 : 3)} ms`;
}

/** A part of a whole as a percentage with one decimal; nothing of nothing is 0.0%. */
export function share(part: number, whole: number): string {
  return `${whole === 0 ? '0.0' : ((100 * part) / whole).toFixed(1)}%`;
}

/** A length of time as a person says it: `0.4 s`, `30 s`, `2 min 30 s`, `1 h 5 min`, `60 d`. */
export function timeSpan(us: number): string {
  const seconds = us / 1_000_000;
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  if (minutes < 60) return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
  const [hours, left] = [Math.floor(minutes / 60), minutes % 60];
  if (hours < 48) return left === 0 ? `${hours} h` : `${hours} h ${left} min`;
  const [days, over] = [Math.floor(hours / 24), hours % 24];
  return over === 0 ? `${days} d` : `${days} d ${over} h`;
}

/** The same as short as a table needs it: `40ms`, `0.4s`, `30s`, `2m30s`, `1h05m`. */
export function compactSpan(us: number): string {
  if (us > 0 && us < 1_000) return `${us}us`;
  if (us > 0 && us < 100_000) return `${Math.round(us / 1_000)}ms`;
  const seconds = us / 1_000_000;
  if (seconds < 10) return `${Number(seconds.toFixed(1))}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}s`;
  const pad = (n: number, unit: string): string => (n === 0 ? '' : `${String(n).padStart(2, '0')}${unit}`);
  if (whole < 3_600) return `${Math.floor(whole / 60)}m${pad(whole % 60, 's')}`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)}h${pad(minutes % 60, 'm')}`;
}

/** Bytes in mebibytes, the unit memory limits are set in. */
export function mebibytes(bytes: number): string {
  return `${countText(Math.round(bytes / 1_048_576))} MiB`;
}

/** The first twelve digits of a hash: enough to tell two apart by eye. The record holds all of it. */
export function shortHash(hash: string): string {
  return hash.replace(/^sha256:/, '').slice(0, 12);
}
