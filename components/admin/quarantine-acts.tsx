'use client'

import { useTranslations } from 'next-intl'
import type { Action } from '@/app/_actions/user-action'
import { FormDialog } from '@/components/forms/form-dialog'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

type QuarantineActsProps = {
  action: Action
  paymentId: string
  /** It was left before: then it can only be credited after all. */
  isLeft: boolean
}

/** What an admin can do about a payment in quarantine, each with a reason. */
export function QuarantineActs({ action, paymentId, isLeft }: QuarantineActsProps) {
  const t = useTranslations('paymentLife.admin')
  const verdicts = isLeft ? (['credit'] as const) : (['credit', 'leave'] as const)
  return (
    <div className="mt-2 flex flex-wrap gap-2">
      {verdicts.map((verdict) => (
        <FormDialog
          key={verdict}
          trigger={
            <Button size="sm" variant={verdict === 'credit' && !isLeft ? 'primary' : 'secondary'}>
              {t(`${verdict}Short`)}
            </Button>
          }
          title={t(`${verdict}Title`)}
          description={t(`${verdict}Text`)}
          action={action}
          successMessage={t(`${verdict}Done`)}
          submitLabel={t(verdict)}
          ownFields={[]}
          fields={() => (
            <>
              <input type="hidden" name="payment_id" value={paymentId} />
              <input type="hidden" name="verdict" value={verdict} />
              <Field label={t('note')} hint={t('noteHint')}>
                <Input name="note" required maxLength={500} autoComplete="off" />
              </Field>
            </>
          )}
        />
      ))}
    </div>
  )
}
