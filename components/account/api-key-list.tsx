import { useTranslations } from 'next-intl'
import { revokeApiKey } from '@/app/_actions/api-keys'
import { DateTime } from '@/components/time/date-time'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { ApiKey } from '@/lib/api-keys/api-key'
import { RotateApiKey } from './rotate-api-key'
import { scopeKey } from './scope-key'

type ApiKeyListProps = {
  keys: readonly ApiKey[]
  /** The wall clock, which keys expire by. */
  now: Date
  appUrl: string
}

/** A user's keys: what each may do, and when it was last used. */
export function ApiKeyList({ keys, now, appUrl }: ApiKeyListProps) {
  return (
    <ul className="divide-y divide-line">
      {keys.map((key) => (
        <ApiKeyRow key={key.id} apiKey={key} now={now} appUrl={appUrl} />
      ))}
    </ul>
  )
}

function ApiKeyRow({ apiKey, now, appUrl }: { apiKey: ApiKey } & Omit<ApiKeyListProps, 'keys'>) {
  const t = useTranslations('apiKeys')
  const isExpired = apiKey.expiresAt !== null && apiKey.expiresAt <= now
  const isOver = isExpired || apiKey.revokedAt !== null
  return (
    <li className="flex flex-col gap-x-6 gap-y-3 px-4 py-4 text-sm sm:flex-row sm:items-start sm:px-6">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h2 className={cn('font-medium break-words', isOver && 'text-muted')}>{apiKey.name}</h2>
          <code className="rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-xs text-muted">
            {apiKey.prefix}…
          </code>
          {apiKey.revokedAt ? (
            <Badge>{t('revoked')}</Badge>
          ) : (
            isExpired && <Badge tone="warning">{t('expired')}</Badge>
          )}
        </div>
        <p className="mt-1.5 text-[0.8125rem]/5 text-muted">
          {apiKey.isUnlimited
            ? t('full')
            : apiKey.scopes.map((scope) => t(`scopes.${scopeKey(scope)}`)).join(' · ') || '—'}
        </p>
        <p className="mt-1 flex flex-wrap gap-x-4 text-[0.8125rem]/5 text-subtle">
          <span>{t.rich('createdAt', { instant: () => <DateTime value={apiKey.createdAt} /> })}</span>
          <span>
            {apiKey.lastUsedAt
              ? t.rich('lastUsedAt', { instant: () => <DateTime value={apiKey.lastUsedAt ?? now} /> })
              : t('neverUsed')}
          </span>
          <Expiry apiKey={apiKey} />
        </p>
        {!isOver && <Previous apiKey={apiKey} />}
      </div>
      {!isOver && (
        <div className="flex shrink-0 gap-2">
          <RotateApiKey keyId={apiKey.id} name={apiKey.name} appUrl={appUrl} />
          <ConfirmDialog
            trigger={
              <Button variant="danger-quiet" size="sm" aria-label={t('revokeNamed', { name: apiKey.name })}>
                {t('revoke')}
              </Button>
            }
            title={t('revokeTitle', { name: apiKey.name })}
            description={t('revokeText')}
            confirmLabel={t('revoke')}
            tone="danger"
            action={revokeApiKey}
            fields={{ key: apiKey.id }}
            successMessage={t('revokedToast', { name: apiKey.name })}
          />
        </div>
      )}
    </li>
  )
}

/** The secret that was rotated out, while it works: whether it can go is told by whether it is still used. */
function Previous({ apiKey: { previous } }: { apiKey: ApiKey }) {
  const t = useTranslations('apiKeys')
  if (!previous) return null
  const { prefix, expiresAt, lastUsedAt } = previous
  return (
    <p className="mt-1 flex flex-wrap gap-x-4 text-[0.8125rem]/5 text-subtle">
      <span>{t.rich('previous', { prefix, instant: () => <DateTime value={expiresAt} /> })}</span>
      <span>
        {lastUsedAt
          ? t.rich('previousUsed', { instant: () => <DateTime value={lastUsedAt} /> })
          : t('previousUnused')}
      </span>
    </p>
  )
}

function Expiry({ apiKey: { revokedAt, expiresAt } }: { apiKey: ApiKey }) {
  const t = useTranslations('apiKeys')
  if (revokedAt) return <span>{t.rich('revokedAt', { instant: () => <DateTime value={revokedAt} /> })}</span>
  if (expiresAt) return <span>{t.rich('expiresAt', { instant: () => <DateTime value={expiresAt} /> })}</span>
  return <span>{t('neverExpires')}</span>
}
