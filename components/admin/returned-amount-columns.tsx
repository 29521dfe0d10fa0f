import { Amount } from '@/components/money/amount'
import type { Column } from '@/components/ui/table'

/** What went back of a payment, and what of it the balance gave; in minor units. */
type Returned = { takenMinor: bigint; amountMinor: bigint }

/** The last two columns of a list of what went back of a payment, whatever the reason. */
export function returnedAmountColumns<Row extends Returned>(
  currency: string,
  headers: { taken: string; amount: string },
): Column<Row>[] {
  return [
    {
      id: 'taken',
      header: headers.taken,
      align: 'end',
      phone: 'detail',
      className: 'text-muted sm:align-top',
      cell: (row) => <Amount amountMinor={row.takenMinor} currency={currency} />,
    },
    {
      id: 'amount',
      header: headers.amount,
      align: 'end',
      phone: 'value',
      className: 'font-medium sm:align-top',
      cell: (row) => <Amount amountMinor={row.amountMinor} currency={currency} />,
    },
  ]
}
