/** What a key can be limited to. A key without scopes may do whatever its user may, short of `operator`. */
export const API_SCOPES = [
  'payments:read',
  'payments:write',
  'charges:write',
  'transactions:read',
  'subscriptions:read',
  'subscriptions:write',
  'webhooks:read',
  'webhooks:write',
  'keys:read',
  'keys:write',
  'operator',
] as const

/** One of the things a key can be limited to; `operator` may act for any user, and is for admins alone. */
export type ApiScope = (typeof API_SCOPES)[number]

/** Whether a text, such as one from a form or an old row, is a scope. */
export function isApiScope(text: string): text is ApiScope {
  return API_SCOPES.some((scope) => scope === text)
}
