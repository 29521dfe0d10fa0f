'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { DEMO_ACCOUNTS } from './demo-accounts'

/** Ready-made sign-ins of the sandbox: pressing one fills the form. */
export function DemoSignIns({ onPick }: { onPick: (email: string) => void }) {
  const t = useTranslations('auth.demo')
  return (
    <section aria-labelledby="demo-sign-ins" className="mt-6 border-t border-line pt-5">
      <h2 id="demo-sign-ins" className="text-[0.8125rem] font-medium text-subtle">
        {t('title')}
      </h2>
      <ul className="mt-2 -mx-2.5 -mb-2">
        {DEMO_ACCOUNTS.map(({ key, email }) => (
          <li key={key}>
            <Button
              variant="ghost"
              className="h-auto w-full justify-between gap-4 px-2.5 py-2 font-normal sm:h-auto sm:px-2.5"
              onClick={() => onPick(email)}
            >
              <span className="font-medium text-ink">{t(key)}</span>
              <span className="truncate text-[0.8125rem] text-subtle">{email}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
