import {
  ArrowLeftRight,
  CreditCard,
  Gauge,
  KeyRound,
  Server,
  ShieldCheck,
  Wallet,
  Webhook,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { AppFrame } from './app-frame'
import { PATHS } from './paths'
import type { ShellUser } from './shell-user'

type AccountShellProps = {
  user: ShellUser
  signOutAction: () => Promise<void>
  sandbox?: boolean
  children: ReactNode
}

/** The frame of a user's own pages. */
export function AccountShell(props: AccountShellProps) {
  const t = useTranslations('shell')
  const admin = { href: PATHS.admin, label: t('admin'), icon: <ShieldCheck aria-hidden="true" /> }
  return (
    <AppFrame
      {...props}
      homeHref={PATHS.balance}
      entries={[
        { href: PATHS.balance, label: t('balance'), icon: <Wallet aria-hidden="true" /> },
        { href: PATHS.transactions, label: t('transactions'), icon: <ArrowLeftRight aria-hidden="true" /> },
        { href: PATHS.subscriptions, label: t('subscriptions'), icon: <Server aria-hidden="true" /> },
        { href: PATHS.tariffs, label: t('tariffs'), icon: <Gauge aria-hidden="true" /> },
        { href: PATHS.cards, label: t('cards'), icon: <CreditCard aria-hidden="true" /> },
        { href: PATHS.apiKeys, label: t('apiKeys'), icon: <KeyRound aria-hidden="true" /> },
        { href: PATHS.webhooks, label: t('webhooks'), icon: <Webhook aria-hidden="true" /> },
      ]}
      moreEntries={props.user.isAdmin ? [admin] : []}
    />
  )
}
