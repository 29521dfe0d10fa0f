import {
  ArrowLeftRight,
  CreditCard,
  Gauge,
  LayoutDashboard,
  Scale,
  Timer,
  Undo2,
  Users,
  Webhook,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { AppFrame } from './app-frame'
import { PATHS } from './paths'
import type { ShellUser } from './shell-user'

type AdminShellProps = {
  user: ShellUser
  signOutAction: () => Promise<void>
  sandbox?: boolean
  children: ReactNode
}

/** The frame of the operator's pages. */
export function AdminShell(props: AdminShellProps) {
  const t = useTranslations('shell')
  return (
    <AppFrame
      {...props}
      badge={<Badge>{t('admin')}</Badge>}
      homeHref={PATHS.admin}
      entries={[
        {
          href: PATHS.admin,
          label: t('overview'),
          icon: <LayoutDashboard aria-hidden="true" />,
          exact: true,
        },
        { href: PATHS.adminUsers, label: t('users'), icon: <Users aria-hidden="true" /> },
        { href: PATHS.adminPayments, label: t('payments'), icon: <CreditCard aria-hidden="true" /> },
        { href: PATHS.adminTariffs, label: t('tariffs'), icon: <Gauge aria-hidden="true" /> },
        { href: PATHS.adminBilling, label: t('billing'), icon: <Timer aria-hidden="true" /> },
        {
          href: PATHS.adminTransactions,
          label: t('transactions'),
          icon: <ArrowLeftRight aria-hidden="true" />,
        },
        { href: PATHS.adminProof, label: t('proof'), icon: <Scale aria-hidden="true" /> },
        { href: PATHS.adminWebhooks, label: t('webhooks'), icon: <Webhook aria-hidden="true" /> },
      ]}
      moreEntries={[{ href: PATHS.balance, label: t('myAccount'), icon: <Undo2 aria-hidden="true" /> }]}
    />
  )
}
