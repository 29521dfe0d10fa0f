'use client'

import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import type { Action, ActionState } from '@/app/_actions/user-action'
import { useRefusalWords } from '@/components/auth/use-refusal-words'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import type { BillingDetails } from '@/lib/receipts/billing-details'

type BillingDetailsFormProps = { action: Action; details: BillingDetails }

/** What a user's receipts say about them beside name and e-mail. */
export function BillingDetailsForm({ action, details }: BillingDetailsFormProps) {
  const t = useTranslations('paper.billing')
  const { state, pending, submit } = useFormSubmit<NonNullable<ActionState>>(
    action,
    (answer) => answer?.ok && toast.success(t('saved')),
  )
  const refusal = useRefusalWords(state)
  return (
    <form onSubmit={submit} className="flex max-w-md flex-col gap-5">
      {refusal.form && (
        <Callout tone="danger" role="alert">
          {refusal.form}
        </Callout>
      )}
      <Field label={t('company')} error={refusal.of('company')}>
        <Input name="company" autoComplete="organization" maxLength={200} defaultValue={details.company} />
      </Field>
      <Field label={t('address')} error={refusal.of('address')}>
        <Textarea
          name="address"
          autoComplete="street-address"
          maxLength={500}
          rows={3}
          defaultValue={details.address}
        />
      </Field>
      <Field label={t('taxId')} error={refusal.of('tax_id')}>
        <Input name="tax_id" maxLength={60} defaultValue={details.taxId} />
      </Field>
      <Button type="submit" loading={pending} className="self-start">
        {t('save')}
      </Button>
    </form>
  )
}
