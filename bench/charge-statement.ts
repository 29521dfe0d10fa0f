import { postPlainDebit } from '@/lib/ledger/post-plain-debit'
import type { Posting } from '@/lib/ledger/post-transactions'
import { PLENTY_MINOR, plantManyWallets } from '@/lib/testing/plant-many-wallets'
import { preparePgbench, runPgbench } from './pgbench'
import { type BenchResult, median } from './result'
import type { ScratchServer } from './scratch-server'

const WALLETS = 100_000
const TPCB_SCALE = 20
const CLIENTS = 8
const SECONDS = 5
const SAMPLES = 3

const KEY = "concat(cast(:client_id as int), '-', cast(:high as int), '-', cast(:low as int))"

/** The statement of one plain charge, as `postPlainDebit` sends it; numbers are pgbench's variables. */
const CHARGE = `
\\set wallet random(1, ${WALLETS})
\\set high random(1, 1000000000)
\\set low random(1, 1000000000)
with moved as (
  update wallets w
     set balance = w.balance - 1, seq = w.seq + 1, last_posted_at = greatest(w.last_posted_at, clock.at)
    from (select app_now() as at) clock
   where w.id = cast(:wallet as bigint)
     and (w.balance - w.held - 1)::numeric * 3600000000000
         >= w.hourly_rate_micros::numeric * elapsed_ms(w.last_hourly_billing, clock.at) + w.carry
     and (w.next_rate_change_at > clock.at) is not false
     and not exists (select from transactions_movements where idempotency_key = ${KEY})
     and not exists (select from refused_charges where idempotency_key = ${KEY})
  returning w.id, w.user_id, w.currency, w.balance, w.seq, w.last_posted_at, w.last_usage_at,
            case when old.seq > 0 then old.last_posted_at end as link),
posted as (
  insert into transactions_movements (wallet_id, seq, user_id, type, amount, balance, reason, datetime, previous_at,
                                      previous_usage_at, payment_id, idempotency_key, actor)
  select id, seq, user_id, 'charge', -1, balance, 'bench', last_posted_at, link, last_usage_at, null::uuid, ${KEY}, 'bench'
    from moved)
select id, user_id, currency, seq, balance, last_posted_at from moved;
`

/**
 * One charge (its key, the balance, the row of the log) against the classic TPC-B transaction of PostgreSQL's own
 * benchmark, both run by that program; and the same through our driver against our statement run by it.
 */
export async function benchChargeStatement(server: ScratchServer): Promise<BenchResult[]> {
  const yardstick = await server.openDatabase('tpcb')
  await preparePgbench(yardstick.url, TPCB_SCALE)
  const product = await server.openDatabase('charges', { connections: CLIENTS })
  await plantManyWallets(product.owner, { count: WALLETS, since: new Date(), balanceMinor: PLENTY_MINOR })
  for (const { owner } of [yardstick, product]) await owner`vacuum analyze`
  const load = { clients: CLIENTS, seconds: SECONDS }
  const script = { folder: server.folder, name: 'charge', text: CHARGE }
  const samples: { tpcb: number; statement: number; driver: number }[] = []
  for (let round = 0; round <= SAMPLES; round += 1) {
    const sample = {
      tpcb: await runPgbench({ ...load, url: yardstick.url }),
      statement: await runPgbench({ ...load, url: product.url, script }),
      driver: await chargesPerSecond(product),
    }
    if (round > 0) samples.push(sample)
  }
  const tpcb = median(samples.map((sample) => sample.tpcb))
  const statement = median(samples.map((sample) => sample.statement))
  const driver = median(samples.map((sample) => sample.driver))
  const detail = {
    clients: CLIENTS,
    wallets: WALLETS,
    tpcbPerSecond: Math.round(tpcb),
    statementPerSecond: Math.round(statement),
    driverPerSecond: Math.round(driver),
  }
  return [
    {
      name: 'charge-statement',
      ratio: statement / tpcb,
      target: 2,
      better: 'higher',
      yardstick: `pgbench's TPC-B at ${CLIENTS} clients on the same server`,
      detail,
    },
    {
      name: 'charge-driver',
      ratio: driver / statement,
      target: 0.65,
      better: 'higher',
      yardstick: 'the same statement run by pgbench',
      detail,
    },
  ]
}

/** As many callers as pgbench has clients, each with one charge after the other. */
async function chargesPerSecond({ db }: { db: Parameters<typeof postPlainDebit>[0] }): Promise<number> {
  const endAt = performance.now() + SECONDS * 1000
  let count = 0
  const caller = async () => {
    while (performance.now() < endAt) {
      await postPlainDebit(db, randomCharge())
      count += 1
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, caller))
  return count / SECONDS
}

function randomCharge(): Posting {
  return {
    wallet: BigInt(1 + Math.floor(Math.random() * WALLETS)),
    type: 'charge',
    amountMinor: -1n,
    reason: 'bench',
    asOf: null,
    actor: 'key:bench',
    idempotencyKey: crypto.randomUUID(),
  }
}
