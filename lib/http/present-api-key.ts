import { z } from 'zod'
import type { ApiKey } from '@/lib/api-keys/api-key'
import { API_SCOPES } from '@/lib/api-keys/scopes'
import { idText, instantText } from './answer-fields'

/** What `presentApiKey` makes. */
export const apiKeySchema = z
  .strictObject({
    id: idText,
    name: z.string(),
    prefix: z.string().describe('How the secret begins, to tell keys apart.'),
    scopes: z.array(z.enum(API_SCOPES)).describe('What it is limited to.'),
    unlimited: z
      .boolean()
      .describe('It was made without scopes: it may whatever its user may, short of `operator`.'),
    created_at: instantText,
    last_used_at: instantText.nullable().describe('To about a minute; of its present secret.'),
    expires_at: instantText.nullable(),
    revoked_at: instantText.nullable(),
    previous: z
      .strictObject({ prefix: z.string(), expires_at: instantText, last_used_at: instantText.nullable() })
      .nullable()
      .describe('The secret before this one, while it still works after a rotation.'),
  })
  .meta({ id: 'ApiKey' })

/** A key with the secret that was just made for it. */
export const newApiKeySchema = z
  .strictObject({
    ...apiKeySchema.shape,
    secret: z
      .string()
      .optional()
      .describe('Shown this once and kept nowhere: not to a retry. Where it was lost, rotate the key.'),
  })
  .meta({ id: 'NewApiKey' })

/** A key as the API answers it: never the secret. */
export function presentApiKey(key: ApiKey): z.input<typeof apiKeySchema> {
  const { previous } = key
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    scopes: key.scopes,
    unlimited: key.isUnlimited,
    created_at: key.createdAt.toISOString(),
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    expires_at: key.expiresAt?.toISOString() ?? null,
    revoked_at: key.revokedAt?.toISOString() ?? null,
    previous: previous && {
      prefix: previous.prefix,
      expires_at: previous.expiresAt.toISOString(),
      last_used_at: previous.lastUsedAt?.toISOString() ?? null,
    },
  }
}
