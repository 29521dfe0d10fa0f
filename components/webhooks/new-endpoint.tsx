'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { createWebhookEndpoint } from '@/app/_actions/webhooks'
import { DialogForm } from '@/components/forms/dialog-form'
import { MadeDialog } from '@/components/forms/made-dialog'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { DialogActions } from '@/components/ui/dialog'
import type { EventType } from '@/lib/outbox/event'
import { EndpointFields, OWN_FIELDS } from './endpoint-fields'
import { EXAMPLE_RECEIVER } from './example-receiver'
import { SecretValue } from './secret-value'

type NewEndpointProps = { audience: 'user' | 'operator'; eventTypes: readonly EventType[]; sandbox: boolean }

type Made = { id: string; secret: string }

/** The button, the form behind it, and then the endpoint's secret with how to use it. */
export function NewEndpoint({ audience, ...fields }: NewEndpointProps) {
  const t = useTranslations('webhooks')
  return (
    <MadeDialog<Made>
      trigger={
        <Button>
          <Plus aria-hidden="true" />
          {t('add')}
        </Button>
      }
      words={(made) =>
        made
          ? { title: t('madeTitle'), description: t('madeText') }
          : { title: t('addTitle'), description: t('addText') }
      }
      ask={(onMade) => (
        <DialogForm
          action={createWebhookEndpoint}
          submitLabel={t('add')}
          ownFields={OWN_FIELDS}
          onDone={onMade}
          fields={(refusal) => (
            <>
              <input type="hidden" name="audience" value={audience} />
              <EndpointFields refusal={refusal} {...fields} />
            </>
          )}
        />
      )}
      show={(made, close) => (
        <div className="flex flex-col gap-4">
          <SecretValue secret={made.secret} />
          <CodeBlock label={t('verify')} code={EXAMPLE_RECEIVER} />
          <DialogActions>
            <Button onClick={close}>{t('done')}</Button>
          </DialogActions>
        </div>
      )}
    />
  )
}
