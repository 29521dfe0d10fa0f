import { Building2, Cloud, Cpu, Gamepad2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Section } from './section'

const GROUPS = [
  { key: 'cloud', Icon: Cloud },
  { key: 'gpu', Icon: Cpu },
  { key: 'rent', Icon: Building2 },
  { key: 'games', Icon: Gamepad2 },
] as const

/** Whom it is for. */
export function Audience() {
  const t = useTranslations('site.audience')
  return (
    <div className="border-t border-line bg-surface">
      <Section id="audience" title={t('title')} lead={t('lead')}>
        <ul className="grid gap-px overflow-hidden rounded-card border border-line bg-line sm:grid-cols-2 lg:grid-cols-4">
          {GROUPS.map(({ key, Icon }) => (
            <li key={key} className="bg-surface p-6">
              <Icon aria-hidden="true" className="size-5 text-accent" />
              <h3 className="mt-4 text-[0.9375rem] font-semibold">{t(`${key}.title`)}</h3>
              <p className="mt-1 text-sm/6 text-muted">{t(`${key}.text`)}</p>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}
