import { formatMinor, formatRate } from '@/lib/money'
import type { ListedUser } from '@/lib/users/list-users'
import type { User } from '@/lib/users/user'

/** A user as the API answers it. */
export function presentUser(user: User) {
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
export function presentListedUser(user: ListedUser) {
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
