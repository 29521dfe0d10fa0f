/** The admin who changes the price list, by hand or by a key. */
export type TariffAuthor = {
  adminId: string
  /** How the audit log names whoever did it, such as `key:<id>`; the admin, unless told. */
  actor?: string | undefined
}

/** How the audit log names the author of a change. */
export function authorOf({ adminId, actor }: TariffAuthor): string {
  return actor ?? `admin:${adminId}`
}
