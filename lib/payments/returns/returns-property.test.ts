import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chargeWallet } from '@/lib/ledger/posting/charge-wallet'
import { statedDispute, statedRefund } from '@/lib/ledger/verify/returned-payments.fixture'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { plantWallet } from '@/lib/testing/fixtures'
import { plantPaidPayment } from '@/lib/testing/plant-paid-payment'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { bookDispute } from '../disputes/book-dispute'
import { listReceivablesOf } from '../receivables/list-receivables'
import { dueOf } from '../receivables/receivable'
import { bookRefund } from '../refunds/book-refund'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

/** How a refund or a dispute goes at Stripe: its states, with how many movements of money each lists, and its end. */
type Course = { states: readonly (readonly [status: string, moves: number])[]; isGone: boolean }

const REFUNDS: Record<string, Course> = {
  arrives: { states: states('pending', 'succeeded'), isGone: true },
  fails: { states: states('pending', 'succeeded', 'failed'), isGone: false },
  canceled: { states: states('requires_action', 'canceled'), isGone: false },
}
const DISPUTES: Record<string, Course> = {
  lost: { states: states('needs_response', 'needs_response:1', 'under_review:1', 'lost:1'), isGone: true },
  won: { states: states('needs_response:1', 'under_review:1', 'won:1', 'won:2'), isGone: false },
  inquiry: { states: states('warning_needs_response', 'warning_closed'), isGone: false },
  escalated: { states: states('warning_needs_response', 'needs_response:1', 'lost:1'), isGone: true },
}

function states(...words: string[]): Course['states'] {
  return words.map((word) => {
    const [status = '', moves = '0'] = word.split(':')
    return [status, Number(moves)] as const
  })
}

const returned = (courses: Record<string, Course>, max: number) =>
  fc.record({ amount: fc.integer({ min: 1, max }), course: fc.constantFrom(...Object.values(courses)) })

type Returned = { amount: number; course: Course }

const scenario = fc.record({
  spent: fc.integer({ min: 0, max: 1000 }),
  refunds: fc.array(returned(REFUNDS, 300), { maxLength: 3 }),
  disputes: fc.array(returned(DISPUTES, 400), { maxLength: 2 }),
  /** In what order Stripe's answers are worked off, which of them twice, and which are lost. */
  chance: fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 40, maxLength: 40 }),
  atOnce: fc.boolean(),
})

/** One answer of Stripe's, to be worked off. */
type Said = { book: () => Promise<void>; isLast: boolean }

test(
  'whatever is heard in whatever order, twice or at once, the books end the same',
  {
    timeout: 120_000,
  },
  () =>
    fc.assert(
      fc.asyncProperty(scenario, async ({ spent, refunds, disputes, chance, atOnce }) => {
        const { walletId, paymentId } = await plantSpent(spent)
        const said = [...sayRefunds(paymentId, refunds), ...(await sayDisputes(paymentId, disputes))]
        const heard = shuffle(said, chance)
        if (atOnce) await Promise.all(heard.map(({ book }) => book()))
        else for (const { book } of heard) await book()
        await expectEnd({ walletId, paymentId, spent, refunds, disputes })
      }),
      { numRuns: 60 },
    ),
)

/** A payment of 1000, of which so much was spent. */
async function plantSpent(spent: number): Promise<{ walletId: bigint; paymentId: string }> {
  const { db } = database
  const { walletId, userId } = await plantWallet(db)
  const paymentId = await plantPaidPayment(db, { walletId, userId })
  if (spent > 0) {
    const charge = { userId, currency: 'RUB', reason: 'x', asOf: null, actor: 'test' }
    expect(await chargeWallet(db, { ...charge, amountMinor: BigInt(spent) })).toMatchObject({ ok: true })
  }
  return { walletId, paymentId }
}

function sayRefunds(paymentId: string, refunds: readonly Returned[]): Said[] {
  return refunds.flatMap(({ amount, course }) => {
    const { id } = statedRefund({})
    return course.states.map(([status], index) => {
      const refund = statedRefund({ id, amount, status })
      const isLast = index === course.states.length - 1
      return { book: () => bookRefund(database.db, paymentId, refund), isLast }
    })
  })
}

async function sayDisputes(paymentId: string, disputes: readonly Returned[]): Promise<Said[]> {
  const said: Said[] = []
  for (const { amount, course } of disputes) {
    const { id } = (await statedDispute(database.db, {}, [])).dispute
    for (const [index, [status, moves]] of course.states.entries()) {
      const moved = [-amount, amount].slice(0, moves)
      const stated = await statedDispute(database.db, { id, amount, status }, moved)
      const isLast = index === course.states.length - 1
      said.push({ book: () => bookDispute(database.db, paymentId, stated), isLast })
    }
  }
  return said
}

/** Anything may be lost but the last word; anything may come twice and at any place. */
function shuffle(said: readonly Said[], chance: readonly number[]): Said[] {
  const roll = (index: number) => chance[index % chance.length] ?? 0
  return said
    .filter(({ isLast }, index) => isLast || roll(index) % 3 > 0)
    .flatMap((one, index) => (roll(index + 15) % 2 ? [one, one] : [one]))
    .map((one, index) => ({ one, at: roll(index * 7) * 100 + index }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)
}

type End = {
  walletId: bigint
  paymentId: string
  spent: number
  refunds: readonly Returned[]
  disputes: readonly Returned[]
}

async function expectEnd({ walletId, paymentId, spent, refunds, disputes }: End): Promise<void> {
  const { db, owner } = database
  const sum = (of: readonly Returned[]) =>
    of.reduce((total, { amount, course }) => total + (course.isGone ? amount : 0), 0)
  const [wallet] = await owner`select balance from wallets where id = ${walletId.toString()}`
  const owed = (await listReceivablesOf(db, paymentId)).reduce((total, one) => total + dueOf(one), 0n)
  // In which of the two the rest stands depends on the order; how much it is does not.
  expect(BigInt(wallet?.balance) - owed).toBe(BigInt(1000 - spent - sum(refunds) - sum(disputes)))

  const refunded = sum(refunds)
  const [payment] = await owner`select status, refunded_amount from payments where id = ${paymentId}`
  const paid = refunded > 0 ? 'partially_refunded' : 'succeeded'
  expect(payment).toEqual({
    status: disputes.some(({ course }) => course.isGone) ? 'disputed' : paid,
    refunded_amount: String(refunded),
  })
  const ends = await owner`
    select stripe_status as status from refunds where payment_id = ${paymentId}
    union all select status from disputes where payment_id = ${paymentId}`
  const last = [...refunds, ...disputes].map(({ course }) => course.states.at(-1)?.[0])
  expect(ends.map(({ status }) => status).sort()).toEqual(last.sort())
  expect(await verifyLedger(db)).toEqual([])
}
