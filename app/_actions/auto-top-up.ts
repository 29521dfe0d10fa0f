'use server'

import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { database } from '@/db/connection'
import { parseCurrency } from '@/lib/money'
import { listAutoTopUps } from '@/lib/payments/auto-top-up/auto-top-up'
import {
  endAutoTopUp as end,
  noRule,
  saveAutoTopUp as save,
} from '@/lib/payments/auto-top-up/save-auto-top-up'
import { confirmAction } from './confirm-action'
import { typedAmount } from './typed-amount'
import { userAction } from './user-action'

const typed = z.string().trim().max(60)
const oneCurrency = z.object({ currency: z.string() })

const rule = oneCurrency.extend({ threshold: typed, value: typed, monthly_cap: typed, card: z.guid() })

/** Sets how a wallet tops itself up, and switches it on. */
export const saveAutoTopUp = userAction(rule, async (input, { userId }) => {
  const currency = parseCurrency(input.currency)
  const cap = input.monthly_cap
  await save(database(), {
    userId,
    actor: `user:${userId}`,
    currency,
    thresholdMinor: await typedAmount(input.threshold, currency, 'threshold'),
    amountMinor: await typedAmount(input.value, currency, 'value'),
    monthlyCapMinor: cap === '' ? null : await typedAmount(cap, currency, 'monthly_cap'),
    description: (await getTranslations('cards.auto'))('reason'),
    cardId: input.card,
    enabled: true,
  })
  return undefined
})

/** Switches a wallet's automatic top-up off and keeps how it was set, or on again. */
export const switchAutoTopUp = userAction(
  oneCurrency.extend({ enabled: z.enum(['true', 'false']) }),
  async (input, { userId }) => {
    const db = database()
    const [before] = await listAutoTopUps(db, { userId, currency: parseCurrency(input.currency) })
    if (!before) throw noRule()
    const enabled = input.enabled === 'true'
    await save(db, { ...before, cardId: before.card.id, actor: `user:${userId}`, enabled })
    return undefined
  },
)

/** Ends a wallet's automatic top-up. */
export const endAutoTopUp = confirmAction(
  userAction(oneCurrency, async ({ currency }, { userId }) => {
    await end(database(), { userId, currency: parseCurrency(currency), actor: `user:${userId}` })
    return undefined
  }),
)
