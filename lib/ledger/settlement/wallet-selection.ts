import { type SQL, sql } from 'drizzle-orm'

/** Which wallets to settle: one, some, or a half-open range (after, upTo] of ids. */
export type WalletSelection =
  | { walletId: bigint }
  | { afterId: bigint; upToId: bigint }
  | {
      walletIds: readonly bigint[]
      /** Only those whose money has ended, or whose rate is due to change, by the time they are locked. */
      onlyDry?: boolean
    }

/** The condition on `wallets w` that selects them by their id. */
export function isSelected(selection: WalletSelection): SQL {
  if ('walletId' in selection) return sql`w.id = ${selection.walletId}`
  if ('walletIds' in selection) return sql`w.id = any(${idArray(selection.walletIds)})`
  return sql`w.id > ${selection.afterId} and w.id <= ${selection.upToId}`
}

/** Ids of rows as one parameter: an array of Postgres, however many there are. */
export function idArray(ids: readonly bigint[]): SQL {
  return sql`${`{${ids.join()}}`}::bigint[]`
}
