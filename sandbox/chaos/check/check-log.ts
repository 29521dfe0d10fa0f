import type { WalletHistory } from './history'

/** What a wallet's log must be in itself: numbered without gaps, each balance from the one before, never below zero. */
export function checkLog({ walletId, balance, log }: WalletHistory): string[] {
  const findings: string[] = []
  let [seq, sum, atMs] = [0n, 0n, 0n]
  for (const row of log) {
    const say = (what: string) => findings.push(`wallet ${walletId}, row ${row.seq}: ${what}`)
    seq += 1n
    sum += row.amount
    if (row.seq !== seq) say(`should be row ${seq}`)
    if (row.balance !== sum) say(`balance ${row.balance}, and all rows up to it make ${sum}`)
    if (row.balance < 0n) say(`balance ${row.balance} is below zero`)
    if (row.atMs < atMs) say(`posted at ${row.atMs}, before the row before it (${atMs})`)
    // From here on as it says, so that one fault is one finding.
    seq = row.seq
    sum = row.balance
    atMs = row.atMs
  }
  if (balance !== sum) findings.push(`wallet ${walletId}: balance ${balance}, and its log ends with ${sum}`)
  return findings
}
