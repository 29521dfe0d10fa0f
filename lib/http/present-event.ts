import type { OutboxEvent } from '@/lib/outbox/event'
import type { Json } from './answer'

/** Something that happened, as the API answers it. */
export function presentEvent({ id, type, userId, at, data }: OutboxEvent) {
  return {
    id: id.toString(),
    type,
    user: userId,
    datetime: at.toISOString(),
    data: data as { [key: string]: Json },
  }
}
