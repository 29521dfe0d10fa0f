import type postgres from 'postgres'

/** As if it were long ago that whoever holds a range said something; those in the middle of a batch are passed over. */
export async function letFallSilent(owner: postgres.Sql): Promise<void> {
  await owner`
    update billing_ranges set heartbeat_at = heartbeat_at - interval '11 seconds'
     where (run_id, number) in (select run_id, number from billing_ranges for no key update skip locked)`
}
