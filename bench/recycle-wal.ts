import type postgres from 'postgres'

/** Segments to have ready: more than any benchmark fills before its next checkpoint. */
const SEGMENTS = 120

/**
 * Leaves a server with segments of its write-ahead log to write to again, as one has that has run for a day. A new one has to
 * make each first, which holds up every commit behind it for fifty milliseconds and is no part of what is measured.
 */
export async function recycleWal(owner: postgres.Sql): Promise<void> {
  for (let n = 0; n < SEGMENTS; n += 1) {
    await owner`select pg_logical_emit_message(false, 'bench', 'a segment'), pg_switch_wal()`
  }
  await owner`checkpoint`
}
