import { AppError } from '@/lib/errors'
import { isStorableText, UNSTORABLE } from '@/lib/storable-text'

/**
 * A form's fields as a plain object for a schema: a name that was sent once is a text, one that was sent several
 * times (checkboxes) a list. Files, and the fields that React adds for itself, are left out.
 * @throws AppError `invalid_request` for a text that cannot be stored, naming the field, and for what is no form:
 *   whoever forges a call of an action can send anything.
 */
export function formFields(form: unknown): Record<string, string | string[]> {
  if (!(form instanceof FormData)) throw new AppError('invalid_request', 'Send a form.')
  const fields: Record<string, string | string[]> = {}
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).filter((value) => typeof value === 'string')
    const [first] = values
    if (name.startsWith('$ACTION') || first === undefined) continue
    if (![name, ...values].every(isStorableText)) {
      const field = isStorableText(name) ? { field: name.slice(0, 60) } : {}
      throw new AppError('invalid_request', UNSTORABLE, field)
    }
    fields[name] = values.length === 1 ? first : values
  }
  return fields
}
