import { useTranslations } from 'next-intl'
import type { Refusal } from '@/app/_actions/user-action'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type CurrencyItems, CurrencySelect } from './currency-select'

type CorrectionFieldsProps = {
  userId: string
  /** Names this form, so that sending it twice moves the money once. */
  formId: string
  currencies: CurrencyItems
  refusal: Refusal | null
}

/** How much an admin moves by hand, and why; the words are those of a bonus. */
export function CorrectionFields({ userId, formId, currencies, refusal }: CorrectionFieldsProps) {
  const t = useTranslations('adminUsers.bonus')
  return (
    <>
      <input type="hidden" name="user_id" value={userId} />
      <input type="hidden" name="form_id" value={formId} />
      <div className="grid grid-cols-2 gap-4">
        <Field label={t('amount')} error={refusal?.field === 'value' && t('refusedAmount')}>
          <Input name="value" required numeric inputMode="decimal" autoComplete="off" />
        </Field>
        <CurrencySelect label={t('currency')} items={currencies} />
      </div>
      <Field label={t('reason')} hint={t('reasonHint')}>
        <Input name="reason" required maxLength={200} autoComplete="off" />
      </Field>
    </>
  )
}
