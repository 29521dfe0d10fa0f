import { z } from 'zod'
import { sentAs } from './openapi/sent-as'

/** An amount in an answer: major units with the currency's own digits. */
export const amountText = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({ id: 'Amount', description: "Major units, with the currency's own digits.", examples: ['1342.00'] })

/** An hourly price in an answer: major units, as fine as it is. */
export const rateText = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({ id: 'HourlyRate', description: 'Major units per hour, as fine as it is.', examples: ['0.00893'] })

/** A currency in an answer. */
export const currencyText = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ id: 'Currency', description: 'ISO 4217.', examples: ['RUB'] })

/** An instant in an answer. */
export const instantText = sentAs(
  z.iso.datetime({ precision: 3 }).meta({
    id: 'Instant',
    description: 'UTC, to the millisecond.',
    examples: ['2026-03-01T00:00:00.000Z'],
  }),
  { type: 'string', format: 'date-time' },
)

/** An id in an answer. */
export const idText = sentAs(
  z.guid().meta({ id: 'Id', examples: ['0199a000-0000-7000-8000-000000000001'] }),
  {
    type: 'string',
    format: 'uuid',
  },
)

/** A page of a list. */
export function pageOfSchema<S extends z.ZodType>(row: S) {
  return z.strictObject({
    data: z.array(row),
    next_cursor: z
      .string()
      .nullable()
      .meta({ description: 'Send it as `cursor` for the next page; null at the end.' }),
  })
}
