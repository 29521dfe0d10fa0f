import type { ApiScope } from '@/lib/api-keys/scopes'

/** A call that needs one scope and changes nothing, or next to nothing. */
const CALLS: readonly { scope: ApiScope; path: string; body?: string }[] = [
  { scope: 'transactions:read', path: '/balance' },
  { scope: 'payments:read', path: '/payment' },
  { scope: 'subscriptions:read', path: '/subscriptions' },
  { scope: 'webhooks:read', path: '/webhook-endpoints' },
  // A payment that nobody pays moves no money.
  { scope: 'payments:write', path: '/payment', body: '{"value": "100.00", "currency": "RUB"}' },
]

/**
 * A command that tries a new key out and works as it stands: a call that the key's scopes allow.
 * @param appUrl where this installation answers, without a slash at its end.
 */
export function exampleCall(appUrl: string, secret: string, scopes: readonly ApiScope[]): string {
  const isUnlimited = scopes.length === 0 || scopes.includes('operator')
  const call = CALLS.find(({ scope }) => isUnlimited || scopes.includes(scope))
  const lines = [
    `curl ${appUrl}/api/v1${call?.path ?? '/tariffs'}`,
    `-H "Authorization: Bearer ${secret}"`,
    ...(call?.body ? ['-H "Content-Type: application/json"', `-d '${call.body}'`] : []),
  ]
  return lines.join(' \\\n  ')
}
