'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { rotateApiKey } from '@/app/_actions/api-keys'
import { DialogForm } from '@/components/forms/dialog-form'
import { MadeDialog } from '@/components/forms/made-dialog'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/select-field'
import { ApiKeySecret, type NewKey } from './api-key-secret'

/** Whole hours that the old secret may work on; the last is the most there is. */
const OVERLAPS = [0, 1, 24, 168] as const

type RotateApiKeyProps = { keyId: string; name: string; appUrl: string }

/** The button, the question how long the old secret works on, and then the new one. */
export function RotateApiKey({ keyId, name, appUrl }: RotateApiKeyProps) {
  const t = useTranslations('apiKeys')
  return (
    <MadeDialog<NewKey>
      trigger={
        <Button variant="secondary" size="sm" aria-label={t('rotateNamed', { name })}>
          {t('rotate')}
        </Button>
      }
      words={(made) => ({
        title: t(made ? 'rotatedTitle' : 'rotateTitle', { name }),
        description: made ? t('madeText') : t('rotateText'),
      })}
      ask={(onMade) => <RotateForm keyId={keyId} onMade={onMade} />}
      show={(made, close) => <ApiKeySecret made={made} appUrl={appUrl} onDone={close} />}
    />
  )
}

function RotateForm({ keyId, onMade }: { keyId: string; onMade: (made: NewKey) => void }) {
  const t = useTranslations('apiKeys')
  const [overlap, setOverlap] = useState('24')
  return (
    <DialogForm
      action={rotateApiKey}
      submitLabel={t('rotateConfirm')}
      ownFields={[]}
      onDone={onMade}
      fields={() => (
        <>
          <input type="hidden" name="key" value={keyId} />
          <SelectField
            label={t('overlap')}
            name="overlap_hours"
            value={overlap}
            onChange={(event) => setOverlap(event.target.value)}
            items={OVERLAPS.map((hours) => ({
              value: String(hours),
              label:
                hours === 0
                  ? t('overlapAtOnce')
                  : hours === 168
                    ? t('overlapWeek')
                    : t('overlapHours', { hours }),
            }))}
          />
          <p className="text-[0.8125rem]/5 text-muted">{t('overlapHint')}</p>
        </>
      )}
    />
  )
}
