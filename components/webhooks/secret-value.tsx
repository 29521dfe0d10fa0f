'use client'

import { useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'

/** A signing secret, to copy. */
export function SecretValue({ secret }: { secret: string }) {
  const t = useTranslations('webhooks')
  return (
    <div className="flex items-center gap-2 rounded-control border border-accent-line bg-accent-soft py-2 pr-2 pl-3">
      <output aria-label={t('secret')} className="min-w-0 flex-1 font-mono text-[0.8125rem]/5 break-all">
        {secret}
      </output>
      <CopyButton text={secret} label={t('copySecret')} variant="secondary" />
    </div>
  )
}
