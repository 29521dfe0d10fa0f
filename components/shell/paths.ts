/** Where the screens are: the one place that spells their addresses. */
export const PATHS = {
  home: '/',
  /** What the API looks like, on the landing page. */
  api: '/#api',
  /** Guides, and every call of the API. */
  docs: '/docs',
  signIn: '/sign-in',
  signUp: '/sign-up',
  balance: '/balance',
  topUp: '/top-up',
  cards: '/cards',
  transactions: '/transactions',
  statements: '/statements',
  tariffs: '/tariffs',
  subscriptions: '/subscriptions',
  stoppedSubscriptions: '/subscriptions/stopped',
  apiKeys: '/api-keys',
  webhooks: '/webhooks',
  settings: '/settings',
  admin: '/admin',
  adminUsers: '/admin/users',
  adminPayments: '/admin/payments',
  adminReceivables: '/admin/receivables',
  adminStripeEvents: '/admin/stripe-events',
  adminTransactions: '/admin/transactions',
  adminTariffs: '/admin/tariffs',
  adminBilling: '/admin/billing',
  adminProof: '/admin/proof',
  adminWebhooks: '/admin/webhooks',
} as const

/** One user, one payment and one tariff, as admins see them. */
export const adminUserPath = (userId: string) => `/admin/users/${userId}`
export const adminPaymentPath = (paymentId: string) => `/admin/payments/${paymentId}`
export const adminTariffPath = (tariffId: string) => `/admin/tariffs/${tariffId}`

/** One guide of the documentation, one chapter of its reference, and one call in it. */
export const guidePath = (slug: string) => `${PATHS.docs}/guides/${slug}`
export const chapterPath = (chapter: string) => `${PATHS.docs}/reference/${chapter}`
export const operationPath = (chapter: string, operationId: string) =>
  `${chapterPath(chapter)}/${operationId}`

/** A guide as its own text, for programs. */
export const guideTextPath = (slug: string) => `${PATHS.docs}/md/${slug}.md`

/** One subscription: what it costs now, and its history. */
export const subscriptionPath = (subscriptionId: string) => `/subscriptions/${subscriptionId}`

/** One webhook endpoint with its deliveries; an operator's is among the admin's pages. */
export const webhookPath = (endpointId: string, audience: 'user' | 'operator') =>
  `${audience === 'operator' ? PATHS.adminWebhooks : PATHS.webhooks}/${endpointId}`

/** What one verification found. */
export const adminVerificationPath = (id: bigint | string) => `/admin/proof/${id}`

/** Where a payment is paid; with `/result` after it, how it went. */
export const payPath = (paymentId: string) => `/pay/${paymentId}`
export const payResultPath = (paymentId: string) => `/pay/${paymentId}/result`

/** Where a card is entered to be saved; with `/result` after it, where the browser comes back to. */
export const addCardPath = (setupId: string) => `/cards/add/${setupId}`
export const addCardResultPath = (setupId: string) => `/cards/add/${setupId}/result`

/** One recurring payment: what it has come to. */
export const recurringPaymentPath = (id: string) => `/cards/recurring/${id}`

/** The form of a top-up, filled in as far as is known. */
export function topUpPath(query: { currency?: string; amount?: string }): string {
  const search = new URLSearchParams(query).toString()
  return search === '' ? PATHS.topUp : `${PATHS.topUp}?${search}`
}

/** The receipt of a payment; with `/pdf` after it, as a file. */
export const receiptPath = (paymentId: string) => `/receipts/${paymentId}`

/** A month's statement in a currency; with `pdf` or `csv`, as a file. */
export function statementPath(
  { month, currency }: { month: string; currency: string },
  file?: 'pdf' | 'csv',
): string {
  return `${PATHS.statements}/${month}${file ? `/${file}` : ''}?currency=${currency}`
}
