/**
 * Shares a whole amount out by weights, so that the shares come to it exactly and none is a whole unit from its due: what
 * rounding down leaves goes to those that lost most by it, the first of equals first.
 * @param total of either sign. @param weights ≥ 0, at least one of them above.
 */
export function shareOut(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((all, weight) => all + weight, 0n)
  const sign = total < 0n ? -1n : 1n
  const shares = weights.map((weight) => (total * sign * weight) / sum)
  const left = Number(total * sign - shares.reduce((all, share) => all + share, 0n))
  const losers = weights
    .map((weight, index) => ({ index, lost: (total * sign * weight) % sum }))
    .sort((a, b) => (a.lost === b.lost ? a.index - b.index : a.lost > b.lost ? -1 : 1))
    .slice(0, left)
  for (const { index } of losers) shares[index] = (shares[index] ?? 0n) + 1n
  return shares.map((share) => share * sign)
}
