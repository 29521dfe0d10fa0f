import { useTranslations } from 'next-intl'
import { Section } from './section'

const GUARANTEES = ['log', 'once', 'zero', 'known', 'currencies', 'yours'] as const

/** What one may rely on. */
export function Guarantees() {
  const t = useTranslations('site.guarantees')
  return (
    <div className="border-y border-line bg-surface">
      <Section id="guarantees" title={t('title')} lead={t('lead')}>
        <ul className="grid gap-x-10 gap-y-9 sm:grid-cols-2 lg:grid-cols-3">
          {GUARANTEES.map((key) => (
            <li key={key}>
              <h3 className="text-base font-semibold tracking-[-0.01em]">{t(`${key}.title`)}</h3>
              <p className="mt-1.5 text-sm/6 text-muted">{t(`${key}.text`)}</p>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}
