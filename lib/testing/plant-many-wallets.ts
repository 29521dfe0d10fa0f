import type postgres from 'postgres'

/** What `plantManyWallets` puts on each wallet, and what runs on it. */
export const MANY = { balanceMinor: 100_000n, hourlyRateMicros: 15_000_000_000n } as const

/** A balance that no number of hours in a test or a benchmark uses up. */
export const PLENTY_MINOR = 9_000_000_000_000n

/** Ids of the users that `plantManyWallets` plants: this, and their number from 1 behind `MANY_FROM`. */
export const MANY_PREFIX = '00000000-0000-7000-8000-'
export const MANY_FROM = 100_000_000_000

/** The id of the user of a number among those that `plantManyWallets` plants. */
export const manyUserId = (number: number) => `${MANY_PREFIX}${MANY_FROM + number}`

/**
 * So many users with 1000.00 each, or another balance, on which 150.00 an hour has run since an instant: written by plain SQL, as a
 * ledger without a violation.
 * @param owner raw SQL as the owner of the tables.
 * @param many with `idleEvery`, nothing runs on the wallets whose ids it divides.
 */
export async function plantManyWallets(
  owner: postgres.Sql,
  {
    count,
    since,
    balanceMinor = MANY.balanceMinor,
    idleEvery = 0,
  }: { count: number; since: Date; balanceMinor?: bigint; idleEvery?: number },
): Promise<void> {
  const balance = balanceMinor.toString()
  const rate = MANY.hourlyRateMicros.toString()
  await owner.begin(async (tx) => {
    const [tariff] = await tx`insert into tariffs (name, currency) values ('Many', 'RUB') returning id`
    await tx`
      insert into users (id, email)
      select (${MANY_PREFIX}::text || ${MANY_FROM}::bigint + n)::uuid, 'many-' || n || '@example.test'
        from generate_series(1, ${count}::int) n`
    await tx`
      insert into wallets (user_id, currency, balance, hourly_rate_micros, last_hourly_billing, seq, last_posted_at)
      select id, 'RUB', ${balance}, ${rate}, ${since}, 1, ${since} from users order by id`
    await tx`
      insert into transactions_movements (wallet_id, seq, user_id, type, amount, balance, datetime)
      select id, 1, user_id, 'bonus', balance, balance, last_hourly_billing from wallets`
    if (idleEvery > 0) await tx`update wallets set hourly_rate_micros = 0 where id % ${idleEvery}::bigint = 0`
    await tx`
      insert into subscriptions (user_id, wallet_id, tariff_id, hourly_rate_micros, started_at)
      select user_id, id, ${tariff?.id}, hourly_rate_micros, last_hourly_billing from wallets where hourly_rate_micros > 0`
    await tx`
      insert into rate_changes (wallet_id, at, hourly_rate_micros, cause)
      select id, last_hourly_billing, hourly_rate_micros, 'started' from wallets where hourly_rate_micros > 0`
  })
}
