import { availableAt, depletesAtMs, isDryAt, settle, type WalletMeter } from '@/lib/ledger/settlement'
import type { Case, Operation, Outcome } from './settlement-vectors.fixture'

type Running = { rate: bigint; status: 'active' | 'suspended' | 'canceled' }

/**
 * A wallet in memory that follows the settlement rule with nothing but the pure calculator: a second opinion on
 * what the database does.
 */
class MemoryWallet {
  meter: WalletMeter
  readonly log: Outcome['transactions'] = []
  readonly subscriptions = new Map<string, Running>()

  constructor(createdAt: Date) {
    this.meter = { balanceMinor: 0n, hourlyRateMicros: 0n, carry: 0n, lastHourlyBilling: createdAt }
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
    if (pieces.at(-1)?.ranDry) this.switch('active', 'suspended')
  }

  credit(amountMinor: bigint, at: Date): void {
    if (isDryAt(this.meter, at)) this.settle(at)
    this.post('top_up', amountMinor)
    if (this.switch('suspended', 'active')) this.resetRate(at)
  }

  charge(amountMinor: bigint, at: Date): string | undefined {
    if (isDryAt(this.meter, at)) this.settle(at)
    if (amountMinor > availableAt(this.meter, at)) return 'insufficient_funds'
    this.post('charge', -amountMinor)
  }

  start(name: string, rate: bigint, at: Date): string | undefined {
    this.settle(at)
    if (availableAt(this.meter, at) === 0n) return 'insufficient_funds'
    this.subscriptions.set(name, { rate, status: 'active' })
    this.resetRate(at)
  }

  alter(name: string, at: Date, change: (subscription: Running) => void): string | undefined {
    this.settle(at)
    const subscription = this.subscriptions.get(name)
    if (!subscription || subscription.status === 'canceled') return 'not_found'
    const wasActive = subscription.status === 'active'
    change(subscription)
    if (wasActive) this.resetRate(at)
  }

  private resetRate(at: Date): void {
    const active = [...this.subscriptions.values()].filter(({ status }) => status === 'active')
    this.meter.hourlyRateMicros = active.reduce((sum, { rate }) => sum + rate, 0n)
    if (at > this.meter.lastHourlyBilling) this.meter.lastHourlyBilling = at
  }

  private switch(from: Running['status'], to: Running['status']): boolean {
    const moved = [...this.subscriptions.values()].filter(({ status }) => status === from)
    for (const subscription of moved) subscription.status = to
    return moved.length > 0
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

/** Plays a case by the calculator alone. */
export function replayInMemory(vector: Pick<Case, 'createdAt' | 'operations'>): Outcome {
  const wallet = new MemoryWallet(new Date(vector.createdAt))
  const errors = vector.operations.flatMap((operation, index) => {
    const code = perform(wallet, operation)
    return code ? [{ index, code }] : []
  })
  const { meter } = wallet
  const end = new Date(vector.operations.at(-1)?.at ?? vector.createdAt)
  return {
    transactions: wallet.log,
    wallet: {
      balanceMinor: meter.balanceMinor.toString(),
      hourlyRateMicros: meter.hourlyRateMicros.toString(),
      carry: meter.carry.toString(),
      lastHourlyBilling: meter.lastHourlyBilling.toISOString(),
      depletesAtMs: depletesAtMs(meter)?.toString() ?? null,
      availableMinorAtEnd: availableAt(meter, end).toString(),
    },
    subscriptions: Object.fromEntries([...wallet.subscriptions].map(([name, { status }]) => [name, status])),
    errors,
  }
}

function perform(wallet: MemoryWallet, operation: Operation): string | undefined {
  const at = new Date(operation.at)
  const name = operation.subscription ?? ''
  const amountMinor = BigInt(operation.amountMinor ?? 0)
  const rate = BigInt(operation.hourlyRateMicros ?? 0)
  switch (operation.op) {
    case 'top_up':
      return void wallet.credit(amountMinor, at)
    case 'settle':
      return void wallet.settle(at)
    case 'charge':
      return wallet.charge(amountMinor, at)
    case 'start':
      return wallet.start(name, rate, at)
    case 'change':
      return wallet.alter(name, at, (subscription) => {
        subscription.rate = rate
      })
    case 'stop':
      return wallet.alter(name, at, (subscription) => {
        subscription.status = 'canceled'
      })
  }
}
