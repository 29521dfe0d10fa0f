import { useTranslations } from 'next-intl'
import { PATHS } from '@/components/shell/paths'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'

/** What a new user does first; stands where the wallets will be. */
export function FirstSteps() {
  const t = useTranslations('balance.firstSteps')
  const steps = [
    { key: 'topUp', action: <LinkButton href={PATHS.topUp}>{t('topUp.action')}</LinkButton> },
    {
      key: 'tariff',
      action: (
        <LinkButton href={PATHS.tariffs} variant="secondary">
          {t('tariff.action')}
        </LinkButton>
      ),
    },
    { key: 'watch', action: null },
  ] as const
  return (
    <Card aria-labelledby="first-steps">
      <div className="px-4 pt-6 sm:px-8 sm:pt-8">
        <h2 id="first-steps" className="text-xl/7 font-semibold tracking-[-0.015em]">
          {t('title')}
        </h2>
        <p className="mt-1 max-w-xl text-sm/6 text-muted">{t('lead')}</p>
      </div>
      <ol className="mt-5 divide-y divide-line border-t border-line sm:mt-6">
        {steps.map(({ key, action }, index) => (
          <li key={key} className="flex gap-4 px-4 py-5 sm:px-8">
            <span
              aria-hidden="true"
              className="grid size-7 shrink-0 place-items-center rounded-full border border-accent-line bg-accent-soft text-[0.8125rem] font-semibold text-accent tabular-nums"
            >
              {index + 1}
            </span>
            <div className="flex min-w-0 flex-1 flex-col gap-3 sm:flex-row sm:items-center sm:justify-between sm:gap-8">
              <div className="min-w-0">
                <h3 className="text-[0.9375rem]/7 font-semibold">{t(`${key}.title`)}</h3>
                <p className="text-sm/6 text-muted">{t(`${key}.text`)}</p>
              </div>
              {action}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}
