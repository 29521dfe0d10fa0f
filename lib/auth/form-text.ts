import { AppError } from '../errors'
import { isStorableText, UNSTORABLE } from '../storable-text'

/**
 * A field of a form; a file or a missing one counts as empty.
 * @param form what the action was called with: whoever forges a call can send anything.
 * @throws AppError `invalid_request` for a text that cannot be stored, and for what is no form.
 */
export function formText(form: unknown, name: string): string {
  if (!(form instanceof FormData)) throw new AppError('invalid_request', 'Send a form.')
  const value = form.get(name)
  if (typeof value !== 'string') return ''
  if (isStorableText(value)) return value
  throw new AppError('invalid_request', UNSTORABLE, {
    field: name,
  })
}
