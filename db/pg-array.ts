/** An array as Postgres reads it from text. */
export function pgArray(values: readonly (string | null)[]): string {
  const items = values.map((value) => (value === null ? 'NULL' : `"${value.replace(/(["\\])/g, '\\$1')}"`))
  return `{${items.join(',')}}`
}
