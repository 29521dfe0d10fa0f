import { minorUnits } from '../currencies'
import { integer, string } from '../params'
import { invalidRequest } from '../stripe-error'

/** An amount as a program tells it, in the smallest unit, or as a person types it, in major units. */
export const AMOUNT = { amount: integer(1), value: string(30) }

/**
 * The amount that was told, in the currency's smallest unit.
 * @returns undefined when none was
 */
export function toldAmount(
  params: { amount?: number; value?: string },
  currency: string,
): number | undefined {
  if (params.value === undefined) return params.amount
  if (params.amount !== undefined) {
    const message = 'You may only specify one of these parameters: amount, value.'
    throw invalidRequest(message, 'value', 'parameters_exclusive')
  }
  const amount = minorUnits(params.value, currency)
  if (amount === 0) throw invalidRequest('The amount must be above zero.', 'value')
  return amount
}
