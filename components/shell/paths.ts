/** Where the screens are: the one place that spells their addresses. */
export const PATHS = {
  home: '/',
  docs: '/api/v1/docs',
  signIn: '/sign-in',
  signUp: '/sign-up',
  balance: '/balance',
  transactions: '/transactions',
  tariffs: '/tariffs',
  apiKeys: '/api-keys',
  admin: '/admin',
  adminUsers: '/admin/users',
  adminPayments: '/admin/payments',
  adminTariffs: '/admin/tariffs',
  adminBilling: '/admin/billing',
} as const
