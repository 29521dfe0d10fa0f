import { z } from 'zod'
import { amountField, currencyField, idField, textField } from './fields'

/** The body of a call by which an operator moves money by hand: whose, how much, and why. */
export const correctionSchema = z.strictObject({
  user: idField,
  value: amountField,
  currency: currencyField,
  reason: textField(255).min(1, 'Say why; the user reads it.'),
})
