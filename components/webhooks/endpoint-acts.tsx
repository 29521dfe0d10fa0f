'use client'

import { Pencil, Power, Send, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import {
  changeWebhookEndpoint,
  deleteWebhookEndpoint,
  switchOffWebhookEndpoint,
  switchWebhookEndpoint,
  testWebhookEndpoint,
} from '@/app/_actions/webhooks'
import { ActButton } from '@/components/forms/act-button'
import { FormDialog } from '@/components/forms/form-dialog'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { EventType } from '@/lib/outbox/event'
import type { WebhookEndpoint } from '@/lib/webhooks/webhook-endpoint'
import { EndpointFields, OWN_FIELDS } from './endpoint-fields'

type EndpointActsProps = { endpoint: WebhookEndpoint; eventTypes: readonly EventType[]; sandbox: boolean }

/** What can be done to an endpoint: try it, change it, switch it, delete it. */
export function EndpointActs({ endpoint, ...fields }: EndpointActsProps) {
  const t = useTranslations('webhooks')
  const which = { endpoint: endpoint.id }
  return (
    <>
      {endpoint.enabled ? (
        <ActButton key="test" action={testWebhookEndpoint} fields={which} successMessage={t('tested')}>
          <Send aria-hidden="true" />
          {t('test')}
        </ActButton>
      ) : (
        <ActButton
          key="on"
          action={switchWebhookEndpoint}
          fields={{ ...which, enabled: 'true' }}
          successMessage={t('switchedOnToast')}
        >
          <Power aria-hidden="true" />
          {t('switchOn')}
        </ActButton>
      )}
      <FormDialog
        trigger={
          <Button variant="secondary">
            <Pencil aria-hidden="true" />
            {t('change')}
          </Button>
        }
        title={t('changeTitle')}
        description={t('changeText')}
        action={changeWebhookEndpoint}
        successMessage={t('saved')}
        submitLabel={t('save')}
        ownFields={OWN_FIELDS}
        fields={(refusal) => (
          <>
            <input type="hidden" name="endpoint" value={endpoint.id} />
            <EndpointFields refusal={refusal} before={endpoint} {...fields} />
          </>
        )}
      />
      {endpoint.enabled && (
        <ConfirmDialog
          trigger={
            <Button variant="secondary">
              <Power aria-hidden="true" />
              {t('switchOff')}
            </Button>
          }
          title={t('switchOffTitle')}
          description={t('switchOffText')}
          confirmLabel={t('switchOff')}
          action={switchOffWebhookEndpoint}
          fields={{ ...which, enabled: 'false' }}
          successMessage={t('switchedOffToast')}
        />
      )}
      <ConfirmDialog
        trigger={
          <Button variant="danger-quiet">
            <Trash2 aria-hidden="true" />
            {t('delete')}
          </Button>
        }
        title={t('deleteTitle')}
        description={t('deleteText')}
        confirmLabel={t('delete')}
        tone="danger"
        action={deleteWebhookEndpoint}
        fields={which}
        successMessage={t('deleted')}
      />
    </>
  )
}
