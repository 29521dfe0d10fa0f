'use server'

import { getLocale, getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { adminAction, refuse } from '@/app/_actions/user-action'
import { formatMoney } from '@/components/money/format-money'
import type { Database } from '@/db/client'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { AppError } from '@/lib/errors'
import { formatMinor, parseAmount, parseCurrency } from '@/lib/money'
import { readTypedAmount } from '@/lib/read-typed-amount'
import { adjustBalance } from '@/lib/users/adjust-balance'
import { blockUser, setUserRole, unblockUser } from '@/lib/users/administer-user'
import { unflagUser } from '@/lib/users/flag-user'
import { grantBonus } from '@/lib/users/grant-bonus'

const someone = z.strictObject({ user_id: z.guid() })

/** Blocks a user: nothing they are signed in with works from now on. */
export const blockUserAction = adminAction(someone, async (input, { userId: adminId }) => {
  await blockUser(database(), { adminId, userId: input.user_id })
  return undefined
})

/** Lets a blocked user in again. */
export const unblockUserAction = adminAction(someone, async (input, { userId: adminId }) => {
  await unblockUser(database(), { adminId, userId: input.user_id })
  return undefined
})

/** Takes the mark off a user that a dispute has put on them. */
export const unflagUserAction = adminAction(someone, async (input, { userId: adminId }) => {
  await unflagUser(database(), { adminId, userId: input.user_id })
  return undefined
})

/** Makes a user an admin, or an admin an ordinary user. */
export const setUserRoleAction = adminAction(
  someone.extend({ role: z.enum(['user', 'admin']) }),
  async (input, { userId: adminId }) => {
    await setUserRole(database(), { adminId, userId: input.user_id, role: input.role })
    return undefined
  },
)

const correction = someone.extend({
  form_id: z.guid(),
  currency: z.string(),
  value: z.string().max(60),
  reason: z.string().trim().min(1).max(200),
})

/** Puts a bonus on a user's wallet. The form's own id makes sending it twice one bonus. */
export const grantBonusAction = adminAction(correction, async (input, { userId: adminId }) => {
  const db = database()
  const bonus = { ...(await readCorrection(db, input)), adminId }
  await db.transaction((tx) => grantBonus(tx, bonus))
  return undefined
})

/** Corrects a user's balance, up or down. The form's own id makes sending it twice one correction. */
export const adjustBalanceAction = adminAction(
  correction.extend({ direction: z.enum(['add', 'take']) }),
  async (input, { userId: adminId }) => {
    const db = database()
    const { amountMinor: size, ...wish } = await readCorrection(db, input)
    if (size <= 0n) throw new AppError('invalid_amount', 'Send more than nothing.', { field: 'value' })
    const amountMinor = input.direction === 'take' ? -size : size
    const result = await db.transaction((tx) => adjustBalance(tx, { ...wish, amountMinor, adminId }))
    if (result.ok) return undefined
    const { currency } = wish
    const available = formatMoney(formatMinor(result.availableMinor, currency), {
      locale: await getLocale(),
      currency,
    })
    return refuse('insufficient_funds', (await getTranslations('adminAdjustment'))('tooMuch', { available }))
  },
)

async function readCorrection(db: Database, input: z.output<typeof correction>) {
  const currency = parseCurrency(input.currency)
  const typed = readTypedAmount(input.value, await getLocale()) ?? input.value
  return {
    userId: input.user_id,
    currency,
    amountMinor: parseAmount(typed, currency, 'value'),
    reason: input.reason,
    asOf: await appNow(db),
    idempotencyKey: input.form_id,
  }
}
