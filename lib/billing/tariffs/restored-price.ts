/** What is compared of two dated prices. */
type Terms = { hourlyRateMicros: bigint; monthlyCapHours: number | null }
type Dated = Terms & { effectiveFrom: Date; appliesToExisting: boolean }

/**
 * Whether a price only restores the one before it, as taking one back does: new subscribers go on paying the same, and
 * those who subscribe are not touched.
 */
export function isRestored(price: Dated, before: Terms | undefined): boolean {
  return !price.appliesToExisting && before !== undefined && isSamePrice(price, before)
}

/** Whether two prices cost the same. */
export function isSamePrice(one: Terms, other: Terms): boolean {
  return one.hourlyRateMicros === other.hourlyRateMicros && one.monthlyCapHours === other.monthlyCapHours
}

/**
 * The instants at which a price is restored by what follows it. A new price from an instant on is to be restored at
 * them too: else what was meant to change nothing would bring back a price of long ago.
 * @param standing the prices of a tariff that stand, in the order of their dates.
 * @param from the instant of the new price.
 */
export function restorationsAfter(standing: readonly Dated[], from: Date): Date[] {
  const before = standing.findLast(({ effectiveFrom }) => effectiveFrom <= from)
  const following = standing.filter(({ effectiveFrom }) => effectiveFrom > from)
  const end = following.findIndex((price) => !isRestored(price, before))
  return following.slice(0, end === -1 ? undefined : end).map(({ effectiveFrom }) => effectiveFrom)
}
