import { Amount } from '@/components/money/amount'

type AmountListProps = { amounts: readonly { currency: string; amountMinor: bigint }[] }

/** Amounts in several currencies, one below the other; a dash for none. */
export function AmountList({ amounts }: AmountListProps) {
  if (amounts.length === 0) return <span className="text-subtle">–</span>
  return (
    <span className="flex flex-col gap-0.5 sm:items-end">
      {amounts.map((amount) => (
        <Amount key={amount.currency} {...amount} />
      ))}
    </span>
  )
}
