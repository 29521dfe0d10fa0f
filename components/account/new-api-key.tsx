'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { MadeDialog } from '@/components/forms/made-dialog'
import { Button } from '@/components/ui/button'
import type { ApiScope } from '@/lib/api-keys/scopes'
import { ApiKeyForm } from './api-key-form'
import { ApiKeySecret, type NewKey } from './api-key-secret'

type NewApiKeyProps = { scopes: readonly ApiScope[]; appUrl: string }

/** The button, the form behind it, and then the key itself. */
export function NewApiKey({ scopes, appUrl }: NewApiKeyProps) {
  const t = useTranslations('apiKeys')
  return (
    <MadeDialog<NewKey>
      trigger={
        <Button>
          <Plus aria-hidden="true" />
          {t('create')}
        </Button>
      }
      words={(made) =>
        made
          ? { title: t('madeTitle', { name: made.name }), description: t('madeText') }
          : { title: t('createTitle'), description: t('createText') }
      }
      ask={(onMade) => <ApiKeyForm scopes={scopes} onMade={onMade} />}
      show={(made, close) => <ApiKeySecret made={made} appUrl={appUrl} onDone={close} />}
    />
  )
}
