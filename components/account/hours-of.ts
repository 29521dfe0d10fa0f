import { HOUR_MS } from '@/lib/time'

/** Milliseconds as hours to a tenth, rounded down: what has not been counted is not shown as counted. */
export function hoursOf(ms: number): number {
  return Math.floor(ms / (HOUR_MS / 10)) / 10
}
