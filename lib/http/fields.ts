import { LosslessNumber } from 'lossless-json'
import { z } from 'zod'
import { AppError } from '../errors'
import { parseCurrency } from '../money'
import { FOREIGN_CURSOR } from '../page'
import { parseDuration, parseInstant } from '../time'
import { sentAs } from './openapi/sent-as'

const losslessNumber = sentAs(z.instanceof(LosslessNumber, { error: 'Send a number.' }), { type: 'number' })

const numberText = losslessNumber.transform((number) => number.value)

/** An amount in major units: a string, or a JSON number with every digit that was sent. `parseAmount` reads it. */
export const amountField = sentAs(z.union([z.string(), numberText], 'Send the amount, such as "1342.00".'), {
  description:
    'In major units: a text, or a JSON number. What the currency cannot say exactly is refused, never rounded.',
  anyOf: [{ type: 'string', pattern: '^\\d+(\\.\\d+)?$' }, { type: 'number' }],
  examples: ['1342.00'],
})

/** The same where less than nothing takes. */
export const signedAmountField = sentAs(amountField.clone(), {
  description: 'In major units: a text, or a JSON number. Less than nothing takes.',
  anyOf: [{ type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' }, { type: 'number' }],
  examples: ['-50.00'],
})

/** A currency that a wallet can hold; "rub" is RUB. */
export const currencyField = sentAs(
  z.string('Send a currency, such as "RUB".').transform(refusing(parseCurrency)),
  { description: 'ISO 4217.', type: 'string', pattern: '^[A-Za-z]{3}$', examples: ['RUB'] },
)

/** A whole number in a JSON body, within bounds. */
export function integerField(min: number, max: number) {
  const field = numberText
    .refine((text) => /^-?\d{1,15}$/.test(text), 'Send a whole number.')
    .transform(Number)
    .pipe(z.number().min(min, `Send at least ${min}.`).max(max, `Send at most ${max}.`))
  return sentAs(field, { type: 'integer', minimum: min, maximum: max })
}

/** Yes or no in a JSON body. */
export const flagField = z.boolean('Send true or false.')

/** A text in a JSON body, trimmed. */
export function textField(maxLength: number) {
  return z.string('Send a text.').trim().max(maxLength, `Send at most ${maxLength} characters.`)
}

/** An id that must exist to be of use. */
export const idField = sentAs(z.guid('This is not an id.').toLowerCase(), { type: 'string', format: 'uuid' })

/** The user whom an operator acts for. */
export const actedForField = sentAs(z.guid('This is not an id.').toLowerCase(), {
  description: 'Whom an operator acts for. Without it: yourself.',
  type: 'string',
  format: 'uuid',
}).optional()

/** An ISO 8601 instant. */
export const instantField = sentAs(
  z.string('Send an ISO 8601 instant such as 2026-03-01T00:00:00.000Z.').transform(refusing(parseInstant)),
  { type: 'string', format: 'date-time', examples: ['2026-03-01T00:00:00.000Z'] },
)

/** An ISO 8601 duration, as milliseconds. */
export const durationField = sentAs(
  z.string('Send an ISO 8601 duration such as PT3H.').transform(refusing(parseDuration)),
  { description: 'ISO 8601.', type: 'string', format: 'duration', examples: ['PT3H'] },
)

/** How many rows a page of a list has, unless the caller says. */
export const DEFAULT_LIMIT = 20

/** How many rows a page of a list is to have. */
export const limitField = sentAs(
  z
    .string()
    .regex(/^\d{1,3}$/, 'Send a whole number from 1 to 100.')
    .transform(Number)
    .pipe(z.number().min(1, 'Send at least 1.').max(100, 'Send at most 100.')),
  {
    description: 'How many rows a page has.',
    type: 'integer',
    minimum: 1,
    maximum: 100,
    default: DEFAULT_LIMIT,
  },
).optional()

/** Where the page before ended, as it said. */
export const cursorField = z
  .string()
  .min(1)
  .max(2000)
  .meta({ description: 'The `next_cursor` of the page before.' })
  .optional()

/** The cursor of a list whose place is an id. */
export const idCursorField = sentAs(z.guid(FOREIGN_CURSOR), {
  description: 'The `next_cursor` of the page before.',
  type: 'string',
  format: 'uuid',
}).optional()

/** Lets a parser that throws a refusal be part of a schema, which then names the field by its path. */
function refusing<T>(parse: (text: string, field: string) => T) {
  return (text: string, context: z.RefinementCtx): T => {
    try {
      return parse(text, '')
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      context.addIssue({ code: 'custom', message: error.message, params: { code: error.code } })
      return z.NEVER
    }
  }
}
