/**
 * Whether Postgres can hold a text: it knows neither the NUL character nor half a surrogate pair, which a JavaScript
 * string can have.
 */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

/** Why a text is refused that cannot be stored. */
export const UNSTORABLE = 'A text may contain neither the NUL character nor half a surrogate pair.'
