'use client'

import { useEffect, useState } from 'react'

const TICK_MS = 1_000

/**
 * The time of a clock that the server read at `now`, going on from there in the browser. The browser's own time of
 * day is not asked, since it may be wrong.
 * @param now an ISO instant.
 * @param frozen whether the clock stands still.
 */
export function useTicking(now: string, frozen: boolean): Date {
  const [timeMs, setTimeMs] = useState(() => Date.parse(now))
  useEffect(() => {
    const readMs = Date.parse(now)
    setTimeMs(readMs)
    if (frozen) return
    const startedAt = performance.now()
    const timer = setInterval(() => setTimeMs(readMs + performance.now() - startedAt), TICK_MS)
    return () => clearInterval(timer)
  }, [now, frozen])
  return new Date(timeMs)
}
