'use client'

import { Eye } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { revealWebhookSecret, rotateWebhookSecret } from '@/app/_actions/webhooks'
import { FormDialog } from '@/components/forms/form-dialog'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { SelectField } from '@/components/ui/select-field'
import { SecretValue } from './secret-value'

const OVERLAPS_HOURS = [24, 1, 72, 168, 0]

/** The secret that an endpoint's deliveries are signed with: hidden until it is asked for, and a new one. */
export function EndpointSecret({ endpointId }: { endpointId: string }) {
  const t = useTranslations('webhooks')
  const [secret, setSecret] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()

  function reveal() {
    startTransition(async () => {
      const form = new FormData()
      form.set('endpoint', endpointId)
      const answer = await revealWebhookSecret(null, form)
      if (answer?.ok) setSecret(answer.data.secret)
      else if (answer) toast.error(answer.message)
    })
  }

  return (
    <Card aria-labelledby="secret">
      <CardHeader id="secret" title={t('secret')} description={t('secretText')} />
      <CardBody className="flex flex-col gap-4">
        {secret === null ? (
          <p className="font-mono text-sm text-subtle" aria-hidden="true">
            whsec_••••••••••••••••••••••••
          </p>
        ) : (
          <SecretValue secret={secret} />
        )}
        <div className="flex flex-wrap gap-2">
          {secret === null && (
            <Button variant="secondary" size="sm" loading={pending} onClick={reveal}>
              <Eye aria-hidden="true" />
              {t('reveal')}
            </Button>
          )}
          <FormDialog
            trigger={
              <Button variant="secondary" size="sm">
                {t('rotate')}
              </Button>
            }
            title={t('rotateTitle')}
            description={t('rotateText')}
            action={rotateWebhookSecret}
            successMessage={t('rotated')}
            submitLabel={t('rotate')}
            ownFields={[]}
            onDone={(made) => setSecret(made.secret)}
            fields={() => (
              <>
                <input type="hidden" name="endpoint" value={endpointId} />
                <SelectField
                  label={t('overlap')}
                  name="overlap_hours"
                  items={OVERLAPS_HOURS.map((hours) => ({
                    value: `${hours}`,
                    label: t('overlapHours', { hours }),
                  }))}
                />
              </>
            )}
          />
        </div>
      </CardBody>
    </Card>
  )
}
