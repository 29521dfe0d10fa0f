import { Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'

type PayButtonProps = {
  label: string
  isPaying: boolean
  isReady: boolean
  /** What went wrong last, in the payer's words. */
  problem: string | undefined
}

/** The end of a form that pays: what went wrong, the one button, and where the card details go. */
export function PayButton({ label, isPaying, isReady, problem }: PayButtonProps) {
  const t = useTranslations('pay')
  return (
    <>
      {problem && (
        <Callout tone="danger" role="alert" title={t('notPaid')}>
          {problem}
        </Callout>
      )}
      <Button type="submit" size="lg" loading={isPaying} disabled={!isReady} className="w-full">
        {label}
      </Button>
      <p role="status" className="flex items-center justify-center gap-1.5 text-[0.8125rem]/5 text-subtle">
        <Lock aria-hidden="true" className="size-3.5" />
        {isPaying ? t('paying') : t('secure')}
      </p>
    </>
  )
}
