import { currencyName } from '@/components/money/currency-name'
import { listCurrencies } from '@/lib/money'

/** A line of the list of currencies; the rule between the likely ones and all others is one that cannot be chosen. */
export type CurrencyChoice = { value: string; label: string; disabled?: boolean }

/** All currencies one can pay in: the likely ones first, in the order given, then the rest by name. */
export function listCurrencyChoices(likely: readonly string[], locale: string): CurrencyChoice[] {
  const first = [...new Set(likely)]
  const rest = listCurrencies()
    .filter((code) => !first.includes(code))
    .map((code) => choice(code, locale))
    .sort((a, b) => a.label.localeCompare(b.label, locale))
  return [
    ...first.map((code) => choice(code, locale)),
    { value: '', label: '────────', disabled: true },
    ...rest,
  ]
}

const choice = (code: string, locale: string) => ({
  value: code,
  label: `${code} · ${currencyName(code, locale)}`,
})
