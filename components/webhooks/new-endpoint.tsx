'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { ActionState } from '@/app/_actions/user-action'
import { createWebhookEndpoint } from '@/app/_actions/webhooks'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { CodeBlock } from '@/components/ui/code-block'
import { Dialog, DialogActions, DialogClose } from '@/components/ui/dialog'
import { useFocusInvalid } from '@/components/ui/use-focus-invalid'
import { useFormSubmit } from '@/components/ui/use-form-submit'
import type { EventType } from '@/lib/outbox/event'
import { EndpointFields, OWN_FIELDS } from './endpoint-fields'
import { EXAMPLE_RECEIVER } from './example-receiver'
import { SecretValue } from './secret-value'

type NewEndpointProps = { audience: 'user' | 'operator'; eventTypes: readonly EventType[]; sandbox: boolean }

type Made = { id: string; secret: string }

/** The button, the form behind it, and then the endpoint's secret with how to use it. */
export function NewEndpoint(props: NewEndpointProps) {
  const t = useTranslations('webhooks')
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<Made | null>(null)

  function change(next: boolean) {
    setOpen(next)
    if (next) setMade(null)
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={
        <Button>
          <Plus aria-hidden="true" />
          {t('add')}
        </Button>
      }
      title={made ? t('madeTitle') : t('addTitle')}
      description={made ? t('madeText') : t('addText')}
    >
      {made ? (
        <div className="flex flex-col gap-4">
          <SecretValue secret={made.secret} />
          <CodeBlock label={t('verify')} code={EXAMPLE_RECEIVER} />
          <DialogActions>
            <Button onClick={() => setOpen(false)}>{t('done')}</Button>
          </DialogActions>
        </div>
      ) : (
        <NewEndpointForm {...props} onMade={setMade} />
      )}
    </Dialog>
  )
}

function NewEndpointForm({
  audience,
  onMade,
  ...fields
}: NewEndpointProps & { onMade: (made: Made) => void }) {
  const t = useTranslations('webhooks')
  const ui = useTranslations('ui')
  const { state, pending, submit } = useFormSubmit<NonNullable<ActionState<Made>>>(
    createWebhookEndpoint,
    (answer) => answer?.ok && onMade(answer.data),
  )
  const refusal = state && !state.ok ? state : null
  const form = useFocusInvalid(refusal)
  const isShownByField = OWN_FIELDS.some((field) => field === refusal?.field)
  return (
    <form ref={form} onSubmit={submit}>
      <input type="hidden" name="audience" value={audience} />
      <div className="flex flex-col gap-5">
        <EndpointFields refusal={refusal} {...fields} />
        {refusal && !isShownByField && (
          <Callout tone="danger" role="alert">
            {refusal.message}
          </Callout>
        )}
      </div>
      <DialogActions>
        <DialogClose render={<Button variant="secondary">{ui('cancel')}</Button>} />
        <Button type="submit" loading={pending}>
          {t('add')}
        </Button>
      </DialogActions>
    </form>
  )
}
