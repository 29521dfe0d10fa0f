/**
 * For how many milliseconds a receiver asks to be left alone: its `Retry-After`, in seconds or as a date. Null for
 * none, one that is past, and one that cannot be read.
 * @param nowMs the wall clock.
 */
export function parseRetryAfter(header: string | undefined, nowMs = Date.now()): number | null {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  const at = /GMT$/.test(text) ? Date.parse(text) : Number.NaN
  return at > nowMs ? at - nowMs : null
}
