'use server'

import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { parseCurrency } from '@/lib/money'
import { changeRecurringPayment as change } from '@/lib/payments/recurring/change-recurring-payment'
import { createRecurringPayment as create } from '@/lib/payments/recurring/create-recurring-payment'
import { readRecurringPayment } from '@/lib/payments/recurring/recurring-payment'
import { parseInstant } from '@/lib/time'
import { confirmAction } from './confirm-action'
import { typedAmount } from './typed-amount'
import { userAction } from './user-action'

const typed = z.string().trim().max(60)
const fields = z.object({
  value: typed,
  interval: z.enum(['week', 'month']),
  card: z.guid(),
  /** A day in UTC; today is at once. */
  first_day: z.string().max(10),
})
const one = z.object({ recurring: z.guid() })

/** Begins a recurring payment. */
export const createRecurringPayment = userAction(
  fields.extend({ currency: z.string(), form_id: z.guid() }),
  async (input, { userId }) => {
    const currency = parseCurrency(input.currency)
    const amountMinor = await typedAmount(input.value, currency, 'value')
    const description = (await getTranslations('cards.recurring'))('reason')
    await database().transaction(async (tx) =>
      create(tx, {
        userId,
        actor: `user:${userId}`,
        amountMinor,
        currency,
        description,
        interval: input.interval,
        startsAt: dayOf(input.first_day, await appNow(tx)),
        cardId: input.card,
        idempotencyKey: `form:${input.form_id}`,
      }),
    )
    return undefined
  },
)

/** Changes how much is charged, to which card, how often and when next. */
export const changeRecurringPayment = userAction(fields.extend(one.shape), async (input, { userId }) => {
  const db = database()
  const wish = { userId, recurringPaymentId: input.recurring }
  const before = await readRecurringPayment(db, wish)
  const isSameDay = before.nextDueAt.toISOString().startsWith(input.first_day)
  await change(db, {
    ...wish,
    actor: `user:${userId}`,
    change: {
      amountMinor: await typedAmount(input.value, before.currency, 'value'),
      interval: input.interval,
      cardId: input.card,
      nextDueAt: isSameDay ? undefined : dayOf(input.first_day, await appNow(db)),
    },
  })
  return undefined
})

/** Pauses a recurring payment, or lets it go on. */
export const switchRecurringPayment = userAction(
  one.extend({ enabled: z.enum(['true', 'false']) }),
  async (input, { userId }) => {
    const status = input.enabled === 'true' ? 'active' : 'paused'
    const wish = { userId, recurringPaymentId: input.recurring, actor: `user:${userId}` }
    await change(database(), { ...wish, change: { status } })
    return undefined
  },
)

/** Ends a recurring payment for good. */
export const endRecurringPayment = confirmAction(
  userAction(one, async (input, { userId }) => {
    const wish = { userId, recurringPaymentId: input.recurring, actor: `user:${userId}` }
    await change(database(), { ...wish, change: { status: 'ended' } })
    return undefined
  }),
)

/** The beginning of a day in UTC; undefined for today, which is at once. */
function dayOf(day: string, now: Date): Date | undefined {
  if (now.toISOString().startsWith(day) && day.length === 10) return undefined
  return parseInstant(`${day}T00:00:00Z`, 'first_day')
}
