import { Amount } from '@/components/money/amount'

type AmountListProps = { amounts: readonly { currency: string; amountMinor: bigint }[] }

/** Amounts in several currencies, side by side as far as there is room; a dash for none. */
export function AmountList({ amounts }: AmountListProps) {
  if (amounts.length === 0) return <span className="text-subtle">–</span>
  return (
    <span className="inline-flex flex-wrap justify-end gap-x-4 gap-y-0.5">
      {amounts.map((amount) => (
        <Amount key={amount.currency} {...amount} />
      ))}
    </span>
  )
}
