import { LosslessNumber } from 'lossless-json'
import { z } from 'zod'
import { AppError } from '../errors'
import { parseCurrency } from '../money'
import { FOREIGN_CURSOR } from '../page'
import { parseDuration, parseInstant } from '../time'

const numberText = z
  .instanceof(LosslessNumber, { error: 'Send a number.' })
  .transform((number) => number.value)

/** An amount in major units: a string, or a JSON number with every digit that was sent. `parseAmount` reads it. */
export const amountField = z.union([z.string(), numberText], 'Send the amount, such as "1342.00".')

/** A currency that a wallet can hold; "rub" is RUB. */
export const currencyField = z.string('Send a currency, such as "RUB".').transform(refusing(parseCurrency))

/** A whole number in a JSON body, within bounds. */
export function integerField(min: number, max: number) {
  return numberText
    .refine((text) => /^-?\d{1,15}$/.test(text), 'Send a whole number.')
    .transform(Number)
    .pipe(z.number().min(min, `Send at least ${min}.`).max(max, `Send at most ${max}.`))
}

/** Yes or no in a JSON body. */
export const flagField = z.boolean('Send true or false.')

/** A text in a JSON body, trimmed. */
export function textField(maxLength: number) {
  return z.string('Send a text.').trim().max(maxLength, `Send at most ${maxLength} characters.`)
}

/** An id that must exist to be of use. */
export const idField = z.guid('This is not an id.').toLowerCase()

/** The user whom an operator acts for. */
export const actedForField = idField.optional()

/** An ISO 8601 instant. */
export const instantField = z
  .string('Send an ISO 8601 instant such as 2026-03-01T00:00:00.000Z.')
  .transform(refusing(parseInstant))

/** An ISO 8601 duration, as milliseconds. */
export const durationField = z
  .string('Send an ISO 8601 duration such as PT3H.')
  .transform(refusing(parseDuration))

/** How many rows a page of a list has, unless the caller says. */
export const DEFAULT_LIMIT = 20

/** How many rows a page of a list is to have. */
export const limitField = z
  .string()
  .regex(/^\d{1,3}$/, 'Send a whole number from 1 to 100.')
  .transform(Number)
  .pipe(z.number().min(1, 'Send at least 1.').max(100, 'Send at most 100.'))
  .optional()

/** Where the page before ended, as it said. */
export const cursorField = z.string().min(1).max(2000).optional()

/** The cursor of a list whose place is an id. */
export const idCursorField = z.guid(FOREIGN_CURSOR).optional()

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
