import { cn } from '@/components/ui/cn'
import { AccruedAmount } from './accrued-amount'

/** What is left over in a proof: zero, in the colour of what is well, or an incident. */
export function ProofDifference({ accrual, currency }: { accrual: bigint; currency: string }) {
  return (
    <AccruedAmount
      accrual={accrual}
      currency={currency}
      className={cn('font-medium', accrual === 0n ? 'text-positive' : 'text-danger')}
    />
  )
}
