/** The former values of the attributes that an update changed, for the event that tells of it. */
export function changedFields<T extends object>(before: T, after: T): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(before).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(after[field as keyof T]),
    ),
  )
}
