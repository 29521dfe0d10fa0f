import { z } from 'zod'
import { EVENT_TYPES, type OutboxEvent } from '@/lib/outbox/event'
import type { Json } from './answer'
import { idText, instantText } from './answer-fields'
import { sentAs } from './openapi/sent-as'

/** What `presentEvent` makes. */
export const eventSchema = z
  .strictObject({
    id: z.string(),
    type: z.string().meta({ examples: [...EVENT_TYPES] }),
    user: idText,
    datetime: instantText,
    data: sentAs(z.custom<{ [field: string]: Json }>(), {
      type: 'object',
      description: 'What the event tells: ids and texts; amounts are texts of major units.',
    }),
  })
  .meta({ id: 'Event' })

/** Something that happened, as the API answers it. */
export function presentEvent({ id, type, userId, at, data }: OutboxEvent): z.input<typeof eventSchema> {
  return {
    id: id.toString(),
    type,
    user: userId,
    datetime: at.toISOString(),
    data: data as { [field: string]: Json },
  }
}
