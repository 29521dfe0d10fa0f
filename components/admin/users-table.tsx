import { useTranslations } from 'next-intl'
import { adminUserPath } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { type Column, Table } from '@/components/ui/table'
import type { ListedUser } from '@/lib/users/list-users'
import { AmountList } from './amount-list'
import { UserBadges } from './user-badges'

/** Users with what is available on their wallets. */
export function UsersTable({ rows }: { rows: readonly ListedUser[] }) {
  const t = useTranslations('adminUsers')
  const columns: Column<ListedUser>[] = [
    {
      id: 'email',
      header: t('email'),
      phone: 'title',
      className: 'sm:w-full font-medium break-words',
      cell: (user) => user.email,
    },
    {
      id: 'name',
      header: t('name'),
      phone: 'bare',
      className: 'sm:whitespace-nowrap text-muted',
      cell: (user) => user.name,
    },
    {
      id: 'badges',
      header: t('state'),
      phone: 'bare',
      cell: (user) =>
        (user.role === 'admin' || user.blockedAt) && (
          <span className="flex gap-1.5">
            <UserBadges user={user} />
          </span>
        ),
    },
    {
      id: 'created',
      header: t('since'),
      phone: 'hidden',
      className: 'whitespace-nowrap text-muted',
      cell: (user) => <DateTime value={user.createdAt} format="day" />,
    },
    {
      id: 'balances',
      header: t('available'),
      align: 'end',
      phone: 'value',
      className: 'font-medium',
      cell: (user) => (
        <AmountList
          amounts={user.balances.map(({ currency, availableMinor }) => ({
            currency,
            amountMinor: availableMinor,
          }))}
        />
      ),
    },
  ]
  return (
    <Table
      caption={t('title')}
      columns={columns}
      rows={rows}
      rowKey={(user) => user.id}
      rowHref={(user) => adminUserPath(user.id)}
    />
  )
}
