import { z } from 'zod'
import { formatMinor, formatRate } from '@/lib/money'
import type { ListedUser } from '@/lib/users/list-users'
import type { User } from '@/lib/users/user'
import { amountText, currencyText, idText, instantText, rateText } from './answer-fields'

/** What `presentUser` makes. */
export const userSchema = z
  .strictObject({
    id: idText,
    email: z.string(),
    name: z.string().describe('May be empty.'),
    role: z.enum(['user', 'admin']),
    locale: z.enum(['en', 'ru']),
    created_at: instantText,
  })
  .meta({ id: 'User' })

/** What `presentListedUser` makes. */
export const listedUserSchema = z
  .strictObject({
    ...userSchema.shape,
    blocked: z.boolean(),
    blocked_at: instantText.nullable(),
    balances: z.array(
      z.strictObject({
        currency: currencyText,
        balance: amountText,
        available: amountText,
        hourly_rate: rateText,
      }),
    ),
  })
  .meta({ id: 'ListedUser' })

/** A user as the API answers it. */
export function presentUser(user: User): z.input<typeof userSchema> {
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    role: user.role,
    locale: user.locale,
    created_at: user.createdAt.toISOString(),
  }
}

/** The same for an operator: with what is on the user's wallets, and whether the user is blocked. */
export function presentListedUser(user: ListedUser): z.input<typeof listedUserSchema> {
  return {
    ...presentUser(user),
    blocked: user.blockedAt !== null,
    blocked_at: user.blockedAt?.toISOString() ?? null,
    balances: user.balances.map(({ currency, balanceMinor, availableMinor, hourlyRateMicros }) => ({
      currency,
      balance: formatMinor(balanceMinor, currency),
      available: formatMinor(availableMinor, currency),
      hourly_rate: formatRate(hourlyRateMicros, currency),
    })),
  }
}
