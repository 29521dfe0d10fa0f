import type { EventDataByType } from './schema.js'

/** A type of event. */
export type EventType = keyof EventDataByType

/** An event of each type with the data that this type has: `switch (event.type)` tells them apart. */
export type OfEachType<E extends { type: string; data: unknown }, T extends EventType = EventType> = {
  [One in T]: Omit<E, 'type' | 'data'> & { type: One; data: EventDataByType[One] }
}[T]
