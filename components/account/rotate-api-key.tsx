'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'
import { rotateApiKey } from '@/app/_actions/api-keys'
import type { ActionState } from '@/app/_actions/user-action'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Dialog, DialogActions, DialogClose } from '@/components/ui/dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import { ApiKeySecret, type NewKey } from './api-key-secret'
import { SelectField } from './select-field'

/** Whole hours that the old secret may work on; the last is the most there is. */
const OVERLAPS = [0, 1, 24, 168] as const

type RotateApiKeyProps = { keyId: string; name: string; appUrl: string }

/** The button, the question how long the old secret works on, and then the new one: shown once. */
export function RotateApiKey({ keyId, name, appUrl }: RotateApiKeyProps) {
  const t = useTranslations('apiKeys')
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<NewKey | null>(null)

  function change(next: boolean) {
    setOpen(next)
    if (next) setMade(null)
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={
        <Button variant="secondary" size="sm" aria-label={t('rotateNamed', { name })}>
          {t('rotate')}
        </Button>
      }
      title={t(made ? 'rotatedTitle' : 'rotateTitle', { name })}
      description={made ? t('madeText') : t('rotateText')}
    >
      {made ? (
        <ApiKeySecret made={made} appUrl={appUrl} onDone={() => setOpen(false)} />
      ) : (
        <RotateForm keyId={keyId} onMade={setMade} />
      )}
    </Dialog>
  )
}

function RotateForm({ keyId, onMade }: { keyId: string; onMade: (made: NewKey) => void }) {
  const t = useTranslations('apiKeys')
  const [overlap, setOverlap] = useState('24')
  const [state, action] = useActionState(rotate, null)

  async function rotate(before: ActionState<NewKey>, form: FormData): Promise<ActionState<NewKey>> {
    const answer = await rotateApiKey(before, form)
    if (answer?.ok) onMade(answer.data)
    return answer
  }

  return (
    <form action={action} className="flex flex-col gap-4">
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
      {state?.ok === false && (
        <Callout tone="danger" role="alert">
          {state.message}
        </Callout>
      )}
      <DialogActions>
        <DialogClose render={<Button variant="secondary">{t('cancel')}</Button>} />
        <SubmitButton>{t('rotateConfirm')}</SubmitButton>
      </DialogActions>
    </form>
  )
}
