/** How many steps back are remembered: an address has no room for more. */
const MOST_STEPS = 20

/** A page of a list that is read by cursor: where it starts, and the way to its neighbours. */
export type PageTrail = {
  /** Where this page starts; undefined for the first. */
  cursor: string | undefined
  /** The value of `page` for the newer page: `''` for the first; undefined if this is it. */
  newer: string | undefined
  /** The value of `page` for the older one, given its cursor. */
  older: (nextCursor: string) => string
}

/**
 * Reads the `page` of an address: the cursors of the pages walked through, newest first, so that one can walk back.
 * Beyond twenty pages the way back leads to the first.
 */
export function readPageTrail(page: string | string[] | undefined): PageTrail {
  const steps = typeof page === 'string' ? page.split('.').filter((step) => step !== '') : []
  return {
    cursor: steps.at(-1),
    newer: steps.length === 0 ? undefined : steps.slice(0, -1).join('.'),
    older: (nextCursor) => [...steps, nextCursor].slice(-MOST_STEPS).join('.'),
  }
}
