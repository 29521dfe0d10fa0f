import type { JsonSchema } from './sent-as'

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Names this call, so that a retry has its effect once. 1 to 255 visible ASCII characters; `Idempotence-Key` is read as well.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
}

function webhookHeader(name: string, description: string, schema: JsonSchema): JsonSchema {
  return { name, in: 'header', required: true, description, schema }
}

/** Parameters that many calls share, and the headers of webhooks. */
export const parameterComponents: Record<string, JsonSchema> = {
  IdempotencyKey: idempotencyKey,
  RequiredIdempotencyKey: { ...idempotencyKey, required: true },
  WebhookId: webhookHeader('webhook-id', "The event's id, the same in each attempt and each replay.", {
    type: 'string',
  }),
  WebhookTimestamp: webhookHeader(
    'webhook-timestamp',
    'When this attempt was signed, in seconds since 1970.',
    {
      type: 'string',
      pattern: '^\\d+$',
    },
  ),
  WebhookSignature: webhookHeader(
    'webhook-signature',
    'The signatures of Standard Webhooks with spaces between them, one for each secret in force.',
    { type: 'string', pattern: '^v1,\\S+( v1,\\S+)*$' },
  ),
}

/** Headers of answers. */
export const headerComponents: Record<string, JsonSchema> = {
  RequestId: { description: 'Names the call in our log.', schema: { type: 'string', format: 'uuid' } },
  IdempotentReplayed: {
    description: '`true` where this is the answer that was first given to the Idempotency-Key.',
    schema: { type: 'string', const: 'true' },
  },
  RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } },
  WwwAuthenticate: { description: '`Bearer realm="Hourglass"`', schema: { type: 'string' } },
  RateLimit: {
    description: 'Calls left (`r`) and seconds until the count starts anew (`t`).',
    schema: { type: 'string', examples: ['"user";r=59999;t=60'] },
  },
  RateLimitPolicy: {
    description: 'How many calls (`q`) in how many seconds (`w`) a user may make.',
    schema: { type: 'string', examples: ['"user";q=60000;w=60'] },
  },
}

/** How a caller says who they are. */
export const securitySchemes: Record<string, JsonSchema> = {
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'hg_live_…',
    description:
      'An API key of a user or, with the scope `operator`, of an operator. It may do what its scopes say.',
  },
  accessToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'What `POST /token` gives. It may do whatever its user may; an admin with one is an operator.',
  },
}
