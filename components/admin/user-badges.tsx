import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { User } from '@/lib/users/user'

/** What sets a user apart from others: an admin, blocked, disputed. Nothing for most. */
export function UserBadges({ user }: { user: Pick<User, 'role' | 'blockedAt' | 'flaggedAt'> }) {
  const t = useTranslations('adminUsers')
  const returns = useTranslations('adminReturns')
  return (
    <>
      {user.role === 'admin' && <Badge tone="accent">{t('admin')}</Badge>}
      {user.flaggedAt && (
        <Badge tone="warning" dot>
          {returns('flagged')}
        </Badge>
      )}
      {user.blockedAt && (
        <Badge tone="danger" dot>
          {t('blocked')}
        </Badge>
      )}
    </>
  )
}
