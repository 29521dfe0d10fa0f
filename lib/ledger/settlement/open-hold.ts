/** An amount that is kept back on a wallet, as its calculator needs it. */
export type OpenHold = {
  /** Minor units, > 0. */
  amountMinor: bigint
  /** From this instant on it does not count. */
  expiresAt: Date
}

type HoldingWallet = { balanceMinor: bigint; holds?: readonly OpenHold[] | null | undefined }

/** Minor units that a wallet keeps back for its open holds. */
export function heldMinorOf({ holds }: Pick<HoldingWallet, 'holds'>): bigint {
  return (holds ?? []).reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
}

/** Minor units of the balance that charges and usage may take: what is not held. */
export function spendableMinorOf(wallet: HoldingWallet): bigint {
  return wallet.balanceMinor - heldMinorOf(wallet)
}

/** The first instant at which an open hold expires; null if nothing is held. */
export function nextExpiryOf({ holds }: Pick<HoldingWallet, 'holds'>): Date | null {
  return (holds ?? []).reduce<Date | null>(
    (first, { expiresAt }) => (first === null || expiresAt < first ? expiresAt : first),
    null,
  )
}
