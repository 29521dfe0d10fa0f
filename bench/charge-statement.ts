import type { Database } from '@/db/client'
import type { Charge } from '@/lib/ledger/posting/charge-wallet'
import { plainCharge, postPlainCharge } from '@/lib/ledger/posting/post-plain-charge'
import {
  MANY_FROM,
  MANY_PREFIX,
  manyUserId,
  PLENTY_MINOR,
  plantManyWallets,
} from '@/lib/testing/plant-many-wallets'
import { preparePgbench, runPgbench } from './pgbench'
import { type BenchResult, median } from './result'
import type { ScratchServer } from './scratch-server'
import { vacuumFilled } from './vacuum-filled'

const WALLETS = 100_000
const TPCB_SCALE = 20
const CLIENTS = 8
const SECONDS = 5
const SAMPLES = 3

/** What pgbench puts in the place of each value of the statement that `postPlainCharge` sends. */
const VALUES: Record<string, string> = {
  user: `('${MANY_PREFIX}' || :user)`,
  currency: "'RUB'",
  amount: '(-1)',
  reason: "'bench'",
  instant: 'null',
  key: ':key',
  actor: "'bench'",
}

/** One plain charge of a wallet by chance, as the driver would send it, in pgbench's own language. */
function chargeScript(): string {
  const statement = plainCharge.text.replaceAll(/\$(\d+)/g, (_, number) => {
    return VALUES[plainCharge.names[Number(number) - 1] ?? ''] ?? 'null'
  })
  return `\\set user random(${MANY_FROM + 1}, ${MANY_FROM + WALLETS})
\\set key random(1, 9000000000000000000)
${statement};
`
}

/**
 * One charge (its key, the balance, the row of the log) against the classic TPC-B transaction of PostgreSQL's own
 * benchmark, both run by that program; and the same through our driver against our statement run by it.
 */
export async function benchChargeStatement(server: ScratchServer): Promise<BenchResult[]> {
  const yardstick = await server.openDatabase('tpcb')
  await preparePgbench(yardstick.url, TPCB_SCALE)
  const product = await server.openDatabase('charges', { connections: CLIENTS })
  await plantManyWallets(product.owner, { count: WALLETS, since: new Date(), balanceMinor: PLENTY_MINOR })
  for (const { owner } of [yardstick, product]) await vacuumFilled(owner)
  const load = { clients: CLIENTS, seconds: SECONDS }
  const script = { folder: server.folder, name: 'charge', text: chargeScript() }
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
async function chargesPerSecond({ db }: { db: Database }): Promise<number> {
  const endAt = performance.now() + SECONDS * 1000
  let count = 0
  const caller = async () => {
    while (performance.now() < endAt) {
      await postPlainCharge(db, randomCharge())
      count += 1
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, caller))
  return count / SECONDS
}

function randomCharge(): Charge {
  return {
    userId: manyUserId(1 + Math.floor(Math.random() * WALLETS)),
    currency: 'RUB',
    amountMinor: 1n,
    reason: 'bench',
    asOf: null,
    actor: 'key:bench',
    idempotencyKey: crypto.randomUUID(),
  }
}
