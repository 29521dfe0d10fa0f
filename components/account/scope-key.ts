import type { ApiScope } from '@/lib/api-keys/scopes'

const KEYS = {
  'payments:read': 'paymentsRead',
  'payments:write': 'paymentsWrite',
  'charges:write': 'chargesWrite',
  'transactions:read': 'transactionsRead',
  'subscriptions:read': 'subscriptionsRead',
  'subscriptions:write': 'subscriptionsWrite',
  'webhooks:read': 'webhooksRead',
  'webhooks:write': 'webhooksWrite',
  'keys:read': 'keysRead',
  'keys:write': 'keysWrite',
  operator: 'operator',
} as const satisfies Record<ApiScope, string>

/** The name of a scope among the messages, which know no colons. */
export function scopeKey(scope: ApiScope): (typeof KEYS)[ApiScope] {
  return KEYS[scope]
}
