'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { ApiScope } from '@/lib/api-keys/scopes'
import { ApiKeyForm } from './api-key-form'
import { ApiKeySecret, type NewKey } from './api-key-secret'

type NewApiKeyProps = { scopes: readonly ApiScope[]; appUrl: string }

/** The button, the form behind it, and then the key itself: shown once, and gone with the dialog. */
export function NewApiKey({ scopes, appUrl }: NewApiKeyProps) {
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
        <Button>
          <Plus aria-hidden="true" />
          {t('create')}
        </Button>
      }
      title={made ? t('madeTitle', { name: made.name }) : t('createTitle')}
      description={made ? t('madeText') : t('createText')}
    >
      {made ? (
        <ApiKeySecret made={made} appUrl={appUrl} onDone={() => setOpen(false)} />
      ) : (
        <ApiKeyForm scopes={scopes} onMade={setMade} />
      )}
    </Dialog>
  )
}
