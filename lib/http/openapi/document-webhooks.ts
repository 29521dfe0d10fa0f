import { z } from 'zod'
import { EVENT_TYPES, type EventType } from '@/lib/outbox/event'
import { EVENT_DATA } from '@/lib/outbox/event-data'
import { webhookPayloadSchema } from '../present-webhook-delivery'
import type { SchemaWriter } from './json-schema-of'
import type { JsonSchema } from './sent-as'
import type { Tag } from './tags'

/** Every event that is posted to endpoints, by its type, as the `webhooks` of OpenAPI 3.1. */
export function documentWebhooks(schemas: SchemaWriter): Record<string, JsonSchema> {
  return Object.fromEntries(EVENT_TYPES.map((type) => [type, { post: documentEvent(type, schemas) }]))
}

function documentEvent(type: EventType, schemas: SchemaWriter): JsonSchema {
  const data = EVENT_DATA[type]
  const payload = webhookPayloadSchema.extend({ type: z.literal(type), data })
  const tags: Tag[] = ['Webhooks']
  return {
    operationId: `receive${pascalCase(type)}`,
    summary: type,
    description: data.description,
    tags,
    // It is signed, and not by a key: see the headers.
    security: [],
    parameters: ['WebhookId', 'WebhookTimestamp', 'WebhookSignature'].map((name) => ({
      $ref: `#/components/parameters/${name}`,
    })),
    requestBody: {
      required: true,
      content: { 'application/json': { schema: schemas.write(payload, 'output') } },
    },
    responses,
  }
}

/** What an endpoint answers, and what follows from it. */
const responses = {
  '2XX': { description: 'It was taken.' },
  '410': { description: 'The endpoint is switched off at once.' },
  default: { description: 'It was not taken, and is posted again later. A redirect is not followed.' },
}

function pascalCase(type: string): string {
  return type.replace(/(^|[._])(\w)/g, (_, _start, letter: string) => letter.toUpperCase())
}
