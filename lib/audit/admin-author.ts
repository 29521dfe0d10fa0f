/** The admin who changes something that is not their own, by hand or by a key. */
export type AdminAuthor = {
  adminId: string
  /** How the logs name whoever did it, such as `key:<id>`; the admin, unless told. */
  actor?: string | undefined
}

/** How the logs name the author of a change. */
export function authorOf({ adminId, actor }: AdminAuthor): string {
  return actor ?? `admin:${adminId}`
}
