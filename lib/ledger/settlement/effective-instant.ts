/**
 * The instant at which a change of what runs on a wallet counts: the one asked for, or, where a clock went back, the
 * wallet's last settlement. The wallet is settled at the instant asked for.
 */
export function effectiveInstant(wallet: { lastHourlyBilling: Date }, asOf: Date): Date {
  return asOf > wallet.lastHourlyBilling ? asOf : wallet.lastHourlyBilling
}
