'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { CopyButton } from '@/components/ui/copy-button'
import { DialogActions } from '@/components/ui/dialog'
import type { ApiScope } from '@/lib/api-keys/scopes'
import { exampleCall } from './example-call'

/** A key that was just made. */
export type NewKey = { secret: string; name: string; scopes: ApiScope[] }

type ApiKeySecretProps = { made: NewKey; appUrl: string; onDone: () => void }

/** The one sight of a key: to copy, and to try. */
export function ApiKeySecret({ made, appUrl, onDone }: ApiKeySecretProps) {
  const t = useTranslations('apiKeys')
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-2 rounded-control border border-accent-line bg-accent-soft py-2 pr-2 pl-3">
        <output aria-label={t('secret')} className="min-w-0 flex-1 font-mono text-[0.8125rem]/5 break-all">
          {made.secret}
        </output>
        <CopyButton text={made.secret} label={t('copyKey')} variant="secondary" />
      </div>
      <CodeBlock label={t('tryIt')} code={exampleCall(appUrl, made.secret, made.scopes)} />
      <DialogActions>
        <Button onClick={onDone}>{t('done')}</Button>
      </DialogActions>
    </div>
  )
}
