import { useTranslations } from 'next-intl'
import { guidePath } from '@/components/shell/paths'
import { TextLink } from '@/components/ui/text-link'
import type { ApiRefusal } from '@/lib/docs/operation'
import { InlineMarkdown } from './inline-markdown'

/** The codes that a call can be refused with, by status. */
export function RefusalList({ refusals }: { refusals: readonly ApiRefusal[] }) {
  const t = useTranslations('docs')
  return (
    <>
      <ul className="mt-2 flex flex-col gap-1.5 text-[0.8125rem]/6 text-muted">
        {refusals.map(({ status, codes }) => (
          <li key={status} className="flex gap-2.5">
            <span className="w-8 shrink-0 font-mono text-subtle tabular-nums">{status}</span>
            <span className="min-w-0">
              <InlineMarkdown text={codes.map((code) => `\`${code}\``).join(' ')} />
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-[0.8125rem]/5 text-subtle">
        <TextLink href={guidePath('errors')}>{t('allErrors')}</TextLink>
      </p>
    </>
  )
}
