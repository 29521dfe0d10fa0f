import Form from 'next/form'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { PATHS } from '@/components/shell/paths'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { CONTROL_CLASS, CONTROL_LINE_CLASS } from '@/components/ui/control-class'
import { LinkButton } from '@/components/ui/link-button'
import { SelectField } from '@/components/ui/select-field'
import { TRANSACTION_TYPES } from '@/lib/ledger/log/transaction-type'
import { filterSearch, type TransactionFilter } from './transaction-filter'

type TransactionFilterFormProps = {
  filter: TransactionFilter
  currencies: readonly string[]
  /** The page that shows the log. */
  path?: string
  /** Whether anything is filtered, where further fields count too. */
  isSet?: boolean
  /** Further fields, before the others. */
  children?: ReactNode
}

/** Narrows the log down. A plain GET form: it needs no script, and its answer is an address to keep. */
export function TransactionFilterForm({
  filter,
  currencies,
  path = PATHS.transactions,
  isSet = filterSearch(filter, { cursor: undefined }) !== '',
  children,
}: TransactionFilterFormProps) {
  const t = useTranslations('transactions')
  return (
    <Form
      // The fields take their values again when the address changes.
      key={filterSearch(filter, { cursor: undefined })}
      action={path}
      aria-label={t('filter')}
      className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap"
    >
      {children}
      <SelectField
        label={t('type')}
        name="type"
        defaultValue={filter.type ?? ''}
        items={[
          { value: '', label: t('allTypes') },
          ...TRANSACTION_TYPES.map((type) => ({ value: type, label: t(`types.${type}`) })),
        ]}
        className="sm:w-44"
      />
      <SelectField
        label={t('currency')}
        name="currency"
        defaultValue={filter.currency ?? ''}
        items={[
          { value: '', label: t('allCurrencies') },
          ...currencies.map((code) => ({ value: code, label: code })),
        ]}
        className="sm:w-28"
      />
      <DayField name="from" label={t('from')} value={filter.from} />
      <DayField name="to" label={t('to')} value={filter.to} />
      <div className="col-span-2 flex gap-2">
        <Button type="submit" variant="secondary" className="max-sm:flex-1 sm:h-9.5">
          {t('apply')}
        </Button>
        {isSet && (
          <LinkButton href={path} variant="ghost" className="sm:h-9.5">
            {t('reset')}
          </LinkButton>
        )}
      </div>
    </Form>
  )
}

function DayField({ name, label, value }: { name: string; label: string; value: string | undefined }) {
  return (
    <label className="flex min-w-0 flex-col gap-1.5 text-sm font-medium sm:w-38">
      {label}
      <input
        type="date"
        name={name}
        defaultValue={value}
        className={cn(CONTROL_CLASS, CONTROL_LINE_CLASS, 'font-normal tabular-nums')}
      />
    </label>
  )
}
