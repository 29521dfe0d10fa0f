import { useId } from 'react'
import { NativeSelect } from '@/components/ui/native-select'

/** Currencies to choose from; one that is disabled is a line between groups. */
export type CurrencyItems = readonly { value: string; label: string; disabled?: boolean }[]

type CurrencySelectProps = {
  label: string
  items: CurrencyItems
  /** Told what was chosen, where something beside it depends on it. */
  onCurrency?: (currency: string) => void
}

/** A labelled choice of currency, as the field `currency` of a form. */
export function CurrencySelect({ label, items, onCurrency }: CurrencySelectProps) {
  const id = useId()
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <NativeSelect
        id={id}
        name="currency"
        items={items}
        onChange={(event) => onCurrency?.(event.currentTarget.value)}
      />
    </div>
  )
}
