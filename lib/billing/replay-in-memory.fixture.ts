import { meterUpTo, meterWithCap } from '@/lib/ledger/settlement/meter-subscription'
import {
  isWoken,
  type MeteredSubscription,
  resumeAt,
  withSubscriptions,
} from '@/lib/ledger/settlement/metered-subscription'
import { rateSteps } from '@/lib/ledger/settlement/monthly-cap'
import { nextExpiryOf, type OpenHold } from '@/lib/ledger/settlement/open-hold'
import { afterExpiries, availableAt, depletesAtMs, isDryAt, settle } from '@/lib/ledger/settlement/settlement'
import type { Case, Operation, Outcome } from './settlement-vectors.fixture'
import type { MeteredWallet } from './subscriptions/metered-wallet'
import { standingOf } from './subscriptions/subscription-standing'

/**
 * A wallet in memory that follows the settlement rule with nothing but the pure calculators: a second opinion on
 * what the database does.
 */
class MemoryWallet {
  meter: MeteredWallet
  readonly log: Outcome['transactions'] = []
  /** All that were placed, by the names that the case gives, and how those ended that did so by hand. */
  readonly placed = new Map<string, OpenHold>()
  private readonly ended = new Map<string, 'captured' | 'released'>()

  constructor(createdAt: Date) {
    this.meter = {
      balanceMinor: 0n,
      hourlyRateMicros: 0n,
      carry: 0n,
      lastHourlyBilling: createdAt,
      subscriptions: [],
    }
  }

  settle(at: Date): void {
    const { pieces, wallet } = settle(this.meter, at)
    for (const { chargedMinor, since, settledTo } of pieces) {
      if (chargedMinor === 0n) continue
      this.meter.balanceMinor -= chargedMinor
      this.record('usage', -chargedMinor, {
        periodStart: since.toISOString(),
        periodEnd: settledTo.toISOString(),
      })
    }
    this.meter = wallet
  }

  credit(amountMinor: bigint, at: Date): void {
    if (this.isDue(at) || this.meter.subscriptions.some(isWoken)) this.settle(at)
    this.post('top_up', amountMinor)
    this.wake(at)
  }

  charge(amountMinor: bigint, at: Date): string | undefined {
    if (this.isDue(at)) this.settle(at)
    if (amountMinor > availableAt(this.meter, at)) return 'insufficient_funds'
    this.post('charge', -amountMinor)
  }

  start(operation: Operation, at: Date): string | undefined {
    this.settle(at)
    if (availableAt(this.meter, at) === 0n) return 'insufficient_funds'
    const id = operation.subscription ?? ''
    const meteredAt = this.since(at)
    this.meter = withSubscriptions(
      this.meter,
      [
        ...this.meter.subscriptions,
        {
          id,
          status: 'active',
          quantity: operation.quantity ?? 1,
          hourlyRateMicros: BigInt(operation.hourlyRateMicros ?? 0),
          monthlyCapHours: operation.monthlyCapHours ?? null,
          meteredMs: 0n,
          meteredAt,
          cappedUntil: null,
          resumesOnTopUp: operation.resumesOnTopUp ?? true,
        },
      ],
      at,
    )
  }

  hold(
    name: string,
    amountMinor: bigint,
    { at, lastsMs }: { at: Date; lastsMs: number },
  ): string | undefined {
    if (this.isDue(at)) this.settle(at)
    if (amountMinor > availableAt(this.meter, at)) return 'insufficient_funds'
    const hold = { amountMinor, expiresAt: new Date(this.since(at).getTime() + lastsMs) }
    this.placed.set(name, hold)
    this.meter = { ...this.meter, holds: [...(this.meter.holds ?? []), hold] }
  }

  /** Captures a hold or part of it or, for null, releases it. */
  endHold(name: string, at: Date, captured: bigint | null | undefined): string | undefined {
    const hold = this.placed.get(name)
    if (!hold || this.isDue(at)) this.settle(at)
    if (!hold) return 'not_found'
    if (captured === null && this.ended.get(name) === 'released') return
    if (this.statusOf(name, at) !== 'open') return 'hold_not_open'
    this.meter = { ...this.meter, holds: this.meter.holds?.filter((one) => one !== hold) }
    this.ended.set(name, captured === null ? 'released' : 'captured')
    const chargedMinor = captured === null ? 0n : (captured ?? hold.amountMinor)
    if (chargedMinor > 0n) this.post('charge', -chargedMinor)
    if (chargedMinor < hold.amountMinor && this.meter.subscriptions.some(isWoken)) {
      this.settle(at)
      this.wake(at)
    }
  }

  statusOf(name: string, at: Date): string {
    const hold = this.placed.get(name)
    const isOpen = hold !== undefined && this.meter.holds?.includes(hold) && hold.expiresAt > at
    return this.ended.get(name) ?? (isOpen ? 'open' : 'expired')
  }

  resume(name: string, at: Date): string | undefined {
    return this.alter(name, at, (one, since) => {
      if (one.status === 'suspended' && availableAt(this.meter, at) === 0n) return 'insufficient_funds'
      return resumeAt(one, since)
    })
  }

  /** Changes a subscription that was not stopped, or says why not. */
  alter(
    name: string,
    at: Date,
    change: (one: MeteredSubscription, since: Date) => MeteredSubscription | string,
  ): string | undefined {
    this.settle(at)
    const found = this.meter.subscriptions.find(({ id, status }) => id === name && status !== 'canceled')
    if (!found) return 'not_found'
    const changed = change(found, this.since(at))
    if (typeof changed === 'string') return changed
    // One that runs goes on running: to resume it changes nothing.
    if (changed === found) return
    const runs = [found, changed].some(({ status }) => status === 'active')
    const rewritten = this.meter.subscriptions.map((one) => (one === found ? changed : one))
    this.meter = runs
      ? withSubscriptions(this.meter, rewritten, at)
      : { ...this.meter, subscriptions: rewritten }
  }

  /** Whether an operation that need not settle a wallet has to: the money has ended, a cap changes the rate, a hold expires. */
  private isDue(at: Date): boolean {
    const step = rateSteps(this.meter).next()
    const expiry = nextExpiryOf(this.meter)
    return (expiry !== null && expiry <= at) || isDryAt(this.meter, at) || (!step.done && step.value.at <= at)
  }

  private wake(at: Date): void {
    if (this.meter.subscriptions.some(isWoken)) {
      this.rewrite(at, (one, since) => (isWoken(one) ? resumeAt(one, since) : one))
    }
  }

  private rewrite(at: Date, change: (one: MeteredSubscription, since: Date) => MeteredSubscription): void {
    const since = this.since(at)
    this.meter = withSubscriptions(
      this.meter,
      this.meter.subscriptions.map((one) => change(one, since)),
      at,
    )
  }

  private since(at: Date): Date {
    return at > this.meter.lastHourlyBilling ? at : this.meter.lastHourlyBilling
  }

  private post(type: string, amountMinor: bigint): void {
    this.meter.balanceMinor += amountMinor
    this.record(type, amountMinor)
  }

  private record(
    type: string,
    amountMinor: bigint,
    period?: { periodStart: string; periodEnd: string },
  ): void {
    this.log.push({
      type,
      amountMinor: amountMinor.toString(),
      balanceMinor: this.meter.balanceMinor.toString(),
      periodStart: period?.periodStart ?? null,
      periodEnd: period?.periodEnd ?? null,
    })
  }
}

/** Plays a case by the calculators alone. */
export function replayInMemory(vector: Pick<Case, 'createdAt' | 'operations'>): Outcome {
  const wallet = new MemoryWallet(new Date(vector.createdAt))
  const errors = vector.operations.flatMap((operation, index) => {
    const code = perform(wallet, operation)
    return code ? [{ index, code }] : []
  })
  const { meter } = wallet
  const end = new Date(vector.operations.at(-1)?.at ?? vector.createdAt)
  const endMs = depletesAtMs(afterExpiries(meter, end))
  return {
    transactions: wallet.log,
    wallet: {
      balanceMinor: meter.balanceMinor.toString(),
      hourlyRateMicros: meter.hourlyRateMicros.toString(),
      carry: meter.carry.toString(),
      lastHourlyBilling: meter.lastHourlyBilling.toISOString(),
      depletesAtMs: endMs?.toString() ?? null,
      availableMinorAtEnd: availableAt(meter, end).toString(),
    },
    subscriptions: Object.fromEntries(meter.subscriptions.map(({ id, status }) => [id, status])),
    counted: Object.fromEntries(
      meter.subscriptions.map((one) => {
        const { monthMs, cappedUntil, chargedRateMicros } = standingOf(one, { endMs, asOf: end })
        return [
          one.id,
          {
            monthMs,
            cappedUntil: cappedUntil?.toISOString() ?? null,
            chargedRateMicros: chargedRateMicros.toString(),
          },
        ]
      }),
    ),
    holds: Object.fromEntries([...wallet.placed.keys()].map((name) => [name, wallet.statusOf(name, end)])),
    errors,
  }
}

function perform(wallet: MemoryWallet, operation: Operation): string | undefined {
  const at = new Date(operation.at)
  const name = operation.subscription ?? ''
  const amountMinor = BigInt(operation.amountMinor ?? 0)
  switch (operation.op) {
    case 'top_up':
      return void wallet.credit(amountMinor, at)
    case 'settle':
      return void wallet.settle(at)
    case 'charge':
      return wallet.charge(amountMinor, at)
    case 'hold':
      return wallet.hold(operation.hold ?? '', amountMinor, { at, lastsMs: operation.lastsMs ?? 1 })
    case 'capture':
      return wallet.endHold(
        operation.hold ?? '',
        at,
        operation.amountMinor === undefined ? undefined : amountMinor,
      )
    case 'release':
      return wallet.endHold(operation.hold ?? '', at, null)
    case 'start':
      return wallet.start(operation, at)
    case 'change':
      return wallet.alter(name, at, (one, since) => changed(one, operation, since))
    case 'resume':
      return wallet.resume(name, at)
    case 'stop':
      return wallet.alter(name, at, (one, since) => ({
        ...one,
        ...meterUpTo(one, since),
        status: 'canceled',
        cappedUntil: null,
      }))
  }
}

function changed(one: MeteredSubscription, operation: Operation, at: Date): MeteredSubscription {
  const { hourlyRateMicros: price, monthlyCapHours = null, quantity = one.quantity } = operation
  const hourlyRateMicros = price === undefined ? one.hourlyRateMicros : BigInt(price)
  const capHours = price === undefined ? one.monthlyCapHours : monthlyCapHours
  return { ...one, quantity, hourlyRateMicros, ...meterWithCap(one, { at, capHours }) }
}
