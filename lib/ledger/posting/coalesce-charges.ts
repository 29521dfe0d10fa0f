import type { Database } from '@/db/client'
import { assert } from '@/lib/errors'
import {
  type Charge,
  type ChargeResult,
  chargeResult,
  chargeWallet,
  postedResult,
  walletOf,
} from './charge-wallet'
import { type BatchOutcome, postChargeBatch } from './post-charge-batch'
import { postPlainCharge } from './post-plain-charge'
import { keyMismatch } from './post-transaction'

/**
 * Movements of one statement: enough to share a commit, few enough that none of them waits long for the others, and that
 * while the database works on some, this process answers and takes others.
 */
const MAX_BATCH = 128

/** A charge that takes longer than this waits for its wallet; no other is to wait with it. */
const SLOW_MS = 2

/** Statements under way at once. A wallet always belongs to the same lane, so its charges keep their order. */
const LANES = 2

type Decided = Exclude<BatchOutcome, { kind: 'alone' }>

/** Gives the callers of a batch their results. */
type Answering = () => void

/** A charge that waits for its result. */
type Pending = {
  charge: Charge
  resolve: (result: ChargeResult) => void
  reject: (error: unknown) => void
}

/** Charges that wait for the statement under way before them. */
type Lane = { queue: Pending[]; isBusy: boolean }

/**
 * Charges wallets for all callers of this process. A call that comes alone is posted at once; calls that come while
 * others are under way are posted together, in one statement and one commit, each with its own verdict, key and row.
 * The charges of a wallet are posted in the order in which they came. A wallet that somebody else has locked, or
 * that has to be settled first, holds up only its own charges.
 */
export class ChargeCoalescer {
  readonly #db: Database
  readonly #lanes = Array.from({ length: LANES }, (): Lane => ({ queue: [], isBusy: false }))
  /** Charges of wallets that are dealt with by themselves, in their order. */
  readonly #alone = new Map<string, Pending[]>()

  constructor(db: Database) {
    this.#db = db
  }

  /**
   * Takes a one-off amount from a wallet, as `chargeWallet` does.
   * @throws AppError `idempotency_mismatch` if the key was used for another movement.
   */
  charge(charge: Charge): Promise<ChargeResult> {
    return new Promise((resolve, reject) => {
      const pending = { charge, resolve, reject }
      const waiting = this.#alone.get(walletOf(charge))
      if (waiting) {
        waiting.push(pending)
        return
      }
      const lane = this.#laneOf(charge)
      lane.queue.push(pending)
      this.#wake(lane)
    })
  }

  /** The last digits of a user's id are random, so they spread wallets evenly. */
  #laneOf({ userId }: Charge): Lane {
    const lane = this.#lanes[Number.parseInt(userId.slice(-4), 16) % LANES] ?? this.#lanes[0]
    assert(lane, 'there is a lane')
    return lane
  }

  #wake(lane: Lane): void {
    if (!lane.isBusy) void this.#run(lane)
  }

  async #run(lane: Lane): Promise<void> {
    lane.isBusy = true
    // What is called in the same turn of the event loop is taken along.
    await Promise.resolve()
    let answerLast: Answering = () => undefined
    while (lane.queue.length > 0) {
      const batch = this.#takeBatch(lane.queue)
      const posting = this.#postBatch(batch)
      // The next statement is on its way before the callers of the last one go on.
      setImmediate(answerLast)
      answerLast = await posting
      if (lane.queue.length > 0) continue
      answerLast()
      answerLast = () => undefined
    }
    lane.isBusy = false
  }

  async #postBatch(batch: Pending[]): Promise<Answering> {
    const [first, ...others] = batch
    if (!first) return () => undefined
    if (others.length === 0) {
      const posting = this.#postPlain(first)
      if (!(await isWithin(SLOW_MS, posting))) return this.#leaveBehind(first, posting)
      const result = await posting
      if (result) return () => first.resolve(result)
    }
    return this.#postTogether(batch)
  }

  /** @returns the result of a plain charge; null if it is not one, and nothing was done. */
  async #postPlain({ charge }: Pending): Promise<ChargeResult | null> {
    // If it fails, nothing was done or nobody knows; the other way finds out which, by the key, or fails as well.
    if (charge.idempotencyKey === undefined) return null
    const row = await postPlainCharge(this.#db, charge).catch(() => null)
    return row && postedResult(charge, row)
  }

  /**
   * Somebody else may have the wallet: its charges wait for it in their order, and the lane goes on with those of others.
   * What has come for it meanwhile is posted together after it.
   */
  #leaveBehind(pending: Pending, posting: Promise<ChargeResult | null>): Answering {
    const wallet = walletOf(pending.charge)
    const queue: Pending[] = []
    this.#alone.set(wallet, queue)
    void posting.then((result) => {
      if (result) pending.resolve(result)
      else queue.unshift(pending)
      this.#handBack(wallet, queue)
    })
    return () => undefined
  }

  async #postTogether(batch: Pending[]): Promise<Answering> {
    const outcomes = await postChargeBatch(
      this.#db,
      batch.map(({ charge }) => charge),
    )
    const decided: { pending: Pending; outcome: Decided }[] = []
    for (const [index, pending] of batch.entries()) {
      const outcome = outcomes[index] ?? { kind: 'alone' }
      if (outcome.kind === 'alone') this.#postAlone(pending)
      else decided.push({ pending, outcome })
    }
    return () => {
      for (const { pending, outcome } of decided) this.#decide(pending, outcome)
    }
  }

  #decide({ charge, resolve, reject }: Pending, outcome: Decided): void {
    if (outcome.kind === 'unknown') reject(outcome.error)
    else if (outcome.kind === 'mismatch') reject(keyMismatch())
    else if (outcome.kind === 'posted') resolve(postedResult(charge, outcome.row))
    else chargeResult(this.#db, charge, outcome).then(resolve, reject)
  }

  /**
   * Takes charges from the front of a queue, up to the first whose key is in the batch already: it waits for that one.
   * Those of one wallet are put together, in the order in which they came; those of a wallet that is dealt with by itself
   * go behind the ones that wait there.
   */
  #takeBatch(queue: Pending[]): Pending[] {
    const batch: { wallet: string; pending: Pending }[] = []
    const keys = new Set<string>()
    let count = 0
    for (const pending of queue) {
      const { idempotencyKey: key } = pending.charge
      if (batch.length === MAX_BATCH || (key !== undefined && keys.has(key))) break
      if (key !== undefined) keys.add(key)
      count += 1
      const wallet = walletOf(pending.charge)
      const waiting = this.#alone.get(wallet)
      if (waiting) waiting.push(pending)
      else batch.push({ wallet, pending })
    }
    queue.splice(0, count)
    batch.sort((a, b) => (a.wallet < b.wallet ? -1 : Number(a.wallet > b.wallet)))
    return batch.map(({ pending }) => pending)
  }

  /**
   * Posts a charge by itself, waiting for its wallet's lock; no other wallet waits with it. What has come for the wallet
   * meanwhile is posted together after that: one by one, a busy wallet would never again be done with what comes.
   */
  #postAlone(pending: Pending): void {
    const wallet = walletOf(pending.charge)
    const waiting = this.#alone.get(wallet)
    if (waiting) {
      waiting.push(pending)
      return
    }
    const queue: Pending[] = []
    this.#alone.set(wallet, queue)
    void chargeWallet(this.#db, pending.charge)
      .then(pending.resolve, pending.reject)
      .then(() => this.#handBack(wallet, queue))
  }

  /** Gives what has come for a wallet that was dealt with by itself back to its lane, ahead of what came after. */
  #handBack(wallet: string, queue: readonly Pending[]): void {
    this.#alone.delete(wallet)
    const [next] = queue
    if (!next) return
    const lane = this.#laneOf(next.charge)
    lane.queue.unshift(...queue)
    this.#wake(lane)
  }
}

const coalescers = new WeakMap<Database, ChargeCoalescer>()

/** The one coalescer of a pool of connections. */
export function coalescerOf(db: Database): ChargeCoalescer {
  const known = coalescers.get(db)
  if (known) return known
  const coalescer = new ChargeCoalescer(db)
  coalescers.set(db, coalescer)
  return coalescer
}

async function isWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false)
  })
  return Promise.race([work.then(() => true), late]).finally(() => clearTimeout(timer))
}
