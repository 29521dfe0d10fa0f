import type Stripe from 'stripe'
import { route } from '../call'
import { EXPAND, hasAsked, LIST_PARAMS, listObjects } from '../list-objects'
import { string, unsupported } from '../params'
import { noSuch } from '../stripe-error'

const TRANSACTIONS = '/v1/balance_transactions'

/** What is on the merchant's balance, by currency. */
export function sumBalance(transactions: Stripe.BalanceTransaction[]): Stripe.Balance.Available[] {
  const byCurrency = new Map<string, number>()
  for (const { currency, net } of transactions)
    byCurrency.set(currency, (byCurrency.get(currency) ?? 0) + net)
  return [...byCurrency]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([currency, amount]) => ({ amount, currency, source_types: { card: amount } }))
}

/** The calls about the merchant's balance at Stripe, which charges, refunds and disputes move. */
export const balanceRoutes = [
  route('GET', '/v1/balance', 'secret', EXPAND, ({ work }) => {
    const available = sumBalance(work.changes.all('balance_transaction'))
    const pending = available.map(({ currency }) => ({ amount: 0, currency, source_types: { card: 0 } }))
    return { object: 'balance', available, livemode: false, pending }
  }),
  route(
    'GET',
    TRANSACTIONS,
    'secret',
    { ...LIST_PARAMS, currency: string(3), payout: unsupported(), source: string(), type: string() },
    ({ work, params }) => {
      const currency = params.currency?.toLowerCase()
      const asked = hasAsked<Stripe.BalanceTransaction>({ ...params, currency }, 'currency', 'source', 'type')
      return listObjects(
        'balance_transaction',
        TRANSACTIONS,
        work.changes.all('balance_transaction'),
        params,
        asked,
      )
    },
  ),
  route('GET', `${TRANSACTIONS}/:id`, 'secret', EXPAND, ({ work, id }) => {
    const transaction = work.changes.get('balance_transaction', id)
    if (!transaction) throw noSuch('balance transaction', id, 'id', 404)
    return transaction
  }),
]
