import type Stripe from 'stripe'
import { makeId, nowSeconds } from '../make-id'
import type { Changes } from '../store'

interface Movement {
  /** In the currency's smallest unit; negative for money that leaves. */
  amount: number
  currency: string
  type: 'charge' | 'refund' | 'refund_failure' | 'adjustment'
  /** Stripe's name for the movement in its reports. */
  category: 'charge' | 'refund' | 'refund_failure' | 'dispute' | 'dispute_reversal'
  /** The id of the charge, refund or dispute behind it. */
  source: string
  description: string | null
}

/** Moves the merchant's balance at Stripe. This sandbox takes no fee and makes money available at once. */
export function moveBalance(changes: Changes, movement: Movement): Stripe.BalanceTransaction {
  const now = nowSeconds()
  const transaction: Stripe.BalanceTransaction = {
    id: makeId('txn'),
    object: 'balance_transaction',
    amount: movement.amount,
    available_on: now,
    balance_type: 'payments',
    created: now,
    currency: movement.currency,
    description: movement.description,
    exchange_rate: null,
    fee: 0,
    fee_details: [],
    net: movement.amount,
    reporting_category: movement.category,
    source: movement.source,
    status: 'available',
    type: movement.type,
  }
  changes.put('balance_transaction', transaction)
  return transaction
}

/** A charge has brought its money in. */
export function bookCharge(changes: Changes, charge: Stripe.Charge): void {
  charge.balance_transaction = moveBalance(changes, {
    amount: charge.amount_captured,
    currency: charge.currency,
    type: 'charge',
    category: 'charge',
    source: charge.id,
    description: charge.description,
  }).id
}
