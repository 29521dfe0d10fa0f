import type postgres from 'postgres'

/**
 * Vacuums and analyses the tables that have rows. One that was analysed while it was empty is taken for empty, and read from
 * end to end, until it is analysed again; no installation is in that state for longer than a minute.
 * @param owner raw SQL as the owner of the tables.
 */
export async function vacuumFilled(owner: postgres.Sql): Promise<void> {
  const tables = await owner<{ name: string }[]>`
    select oid::regclass::text as name from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 0`
  await owner.unsafe(`vacuum analyze ${tables.map(({ name }) => name).join(', ')}`)
}
