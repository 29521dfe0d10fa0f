import { type SQL, sql } from 'drizzle-orm'

/** Which wallets to settle: one, or a half-open range (after, upTo] of ids, optionally only those run dry. */
export type WalletSelection = { walletId: bigint } | { afterId: bigint; upToId: bigint; onlyDry?: boolean }

/** The condition on `wallets w` that selects them by their id. */
export function isSelected(selection: WalletSelection): SQL {
  return 'walletId' in selection
    ? sql`w.id = ${selection.walletId}`
    : sql`w.id > ${selection.afterId} and w.id <= ${selection.upToId}`
}
