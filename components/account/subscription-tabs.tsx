import { useTranslations } from 'next-intl'
import { PATHS } from '@/components/shell/paths'
import { NavTabs } from '@/components/ui/nav-tabs'
import { PageHeader } from '@/components/ui/page-header'

/** The head of the lists of subscriptions: what there is now, and what was stopped. */
export function SubscriptionTabs() {
  const t = useTranslations('subscriptions')
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} />
      <div className="mb-5">
        <NavTabs
          label={t('tabs')}
          items={[
            { href: PATHS.subscriptions, label: t('current'), exact: true },
            { href: PATHS.stoppedSubscriptions, label: t('stopped') },
          ]}
        />
      </div>
    </>
  )
}
