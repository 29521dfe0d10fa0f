import type { Database } from '@/db/client'
import { type Charge, chargePosting, walletOf } from './charge-wallet'
import { postChargesTogether } from './post-charges-together'
import { type Posted, postTransactions, type Verdict } from './post-transactions'

/**
 * What became of a charge of a batch: a verdict; `alone` if nothing was done and it has to be posted by itself, waiting for
 * its wallet; `unknown` if the connection broke: only the caller may ask again, with the same key.
 */
export type BatchOutcome =
  | Exclude<Verdict, { kind: 'unsettled' } | { kind: 'absent' }>
  | { kind: 'alone' }
  | { kind: 'unknown'; error: unknown }

/**
 * Posts what is plain of a batch, each wallet's charges together, and asks for a verdict on each of the rest. It waits for
 * no wallet's lock.
 * @param charges no two with the same key; those of one wallet stand together.
 * @returns what became of each, in their order.
 */
export async function postChargeBatch(db: Database, charges: readonly Charge[]): Promise<BatchOutcome[]> {
  const groups = groupByWallet(charges)
  const places = await postPlainGroups(db, groups).catch((error: unknown) => ({
    kind: 'unknown' as const,
    error,
  }))
  if (!Array.isArray(places)) return charges.map(() => places)
  const rest = groups.filter((_, n) => !places[n]).flat()
  const others = (await decideEach(db, rest)).values()
  return groups.flatMap(
    (group, n) =>
      places[n]?.map((row) => ({ kind: 'posted' as const, row })) ??
      group.map(() => others.next().value ?? { kind: 'alone' as const }),
  )
}

function groupByWallet(charges: readonly Charge[]): Charge[][] {
  const groups: Charge[][] = []
  let last = ''
  for (const charge of charges) {
    const wallet = walletOf(charge)
    if (wallet === last) groups.at(-1)?.push(charge)
    else groups.push([charge])
    last = wallet
  }
  return groups
}

/** @returns for each wallet where its charges stand, or nothing if nothing was done for it. */
async function postPlainGroups(db: Database, groups: Charge[][]): Promise<(Posted[] | null)[]> {
  // Charges that are posted together stand at one instant in the log.
  const plain = groups.map((group) => (isOfOneInstant(group) ? group : []))
  return postChargesTogether(db, plain).catch((error: unknown) => {
    // A key that stands in the log already, or a fault of one of them.
    if (isRefusal(error)) return []
    throw error
  })
}

function isOfOneInstant([first, ...others]: readonly Charge[]): boolean {
  return others.every(({ asOf }) => asOf?.getTime() === first?.asOf?.getTime())
}

async function decideEach(db: Database, charges: readonly Charge[]): Promise<BatchOutcome[]> {
  if (charges.length === 0) return []
  try {
    const verdicts = await postTransactions(db, charges.map(chargePosting), { wait: false })
    return verdicts.map((verdict) =>
      verdict.kind === 'unsettled' || verdict.kind === 'absent' ? { kind: 'alone' } : verdict,
    )
  } catch (error) {
    // What the database refused has not happened, so each may find its own fault.
    return charges.map(() => (isRefusal(error) ? { kind: 'alone' } : { kind: 'unknown', error }))
  }
}

/** Whether the database itself said that it did not do what it was told. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && (error.name === 'PostgresError' || isRefusal(error.cause))
}
