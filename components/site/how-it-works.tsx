import { CirclePause, CreditCard, Play, Timer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Section } from './section'

const STEPS = [
  { key: 'topUp', Icon: CreditCard },
  { key: 'run', Icon: Play },
  { key: 'bill', Icon: Timer },
  { key: 'stop', Icon: CirclePause },
] as const

/** The four things that happen, in their order. */
export function HowItWorks() {
  const t = useTranslations('site.how')
  return (
    <div className="border-y border-line bg-surface">
      <Section id="how" title={t('title')} lead={t('lead')}>
        <ol className="grid gap-x-8 gap-y-10 sm:grid-cols-2 lg:grid-cols-4">
          {STEPS.map(({ key, Icon }, index) => (
            <li key={key} className="relative border-t border-line-strong pt-5">
              <span aria-hidden="true" className="absolute -top-px left-0 h-px w-12 bg-accent-strong" />
              <div className="flex items-center justify-between text-subtle">
                <Icon aria-hidden="true" className="size-5 text-accent" />
                <span aria-hidden="true" className="font-mono text-xs tabular-nums">
                  {index + 1}
                </span>
              </div>
              <h3 className="mt-4 text-base font-semibold tracking-[-0.01em]">{t(`${key}.title`)}</h3>
              <p className="mt-1.5 text-sm/6 text-muted">{t(`${key}.text`)}</p>
            </li>
          ))}
        </ol>
      </Section>
    </div>
  )
}
