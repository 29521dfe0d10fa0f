'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { DemoAccount } from './demo-accounts'

/** Ready-made sign-ins of the sandbox: pressing one fills the form. */
export function DemoSignIns({
  accounts,
  onPick,
}: {
  accounts: readonly DemoAccount[]
  onPick: (account: DemoAccount) => void
}) {
  const t = useTranslations('auth.demo')
  return (
    <section aria-labelledby="demo-sign-ins" className="mt-6 border-t border-line pt-5">
      <h2 id="demo-sign-ins" className="text-[0.8125rem] font-medium text-subtle">
        {t('title')}
      </h2>
      <ul className="mt-2 -mx-2.5 -mb-2">
        {accounts.map((account) => (
          <li key={account.key}>
            <Button
              variant="ghost"
              className="h-auto w-full justify-between gap-4 px-2.5 py-2 font-normal sm:h-auto sm:px-2.5"
              onClick={() => onPick(account)}
            >
              <span className="font-medium text-ink">{t(account.key)}</span>
              <span className="truncate text-[0.8125rem] text-subtle">{account.email}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
