/**
 * A form's fields as a plain object for a schema: a name that was sent once is a text, one that was sent several
 * times (checkboxes) a list. Files, and the fields that React adds for itself, are left out.
 */
export function formFields(form: FormData): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {}
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).filter((value) => typeof value === 'string')
    const [first] = values
    if (name.startsWith('$ACTION') || first === undefined) continue
    fields[name] = values.length === 1 ? first : values
  }
  return fields
}
