'use server'

import { getLocale } from 'next-intl/server'
import { z } from 'zod'
import { adminAction } from '@/app/_actions/user-action'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { parseAmount, parseCurrency } from '@/lib/money'
import { readTypedAmount } from '@/lib/read-typed-amount'
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

/** Puts a bonus on a user's wallet. The form's own id makes sending it twice one bonus. */
export const grantBonusAction = adminAction(
  someone.extend({
    form_id: z.guid(),
    currency: z.string(),
    value: z.string().max(60),
    reason: z.string().trim().min(1).max(200),
  }),
  async (input, { userId: adminId }) => {
    const currency = parseCurrency(input.currency)
    const amountMinor = parseAmount(
      readTypedAmount(input.value, await getLocale()) ?? input.value,
      currency,
      'value',
    )
    const db = database()
    const bonus = {
      adminId,
      userId: input.user_id,
      currency,
      amountMinor,
      reason: input.reason,
      asOf: await appNow(db),
      idempotencyKey: input.form_id,
    }
    await db.transaction((tx) => grantBonus(tx, bonus))
    return undefined
  },
)
