import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { BillingDetailsForm } from '@/components/settings/billing-details-form'
import { PasswordForm } from '@/components/settings/password-form'
import { ProfileForm } from '@/components/settings/profile-form'
import { PATHS } from '@/components/shell/paths'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { database } from '@/db/connection'
import { requireUser } from '@/lib/auth/session'
import { readBillingDetails } from '@/lib/receipts/billing-details'
import { updateBillingDetailsAction, updateProfileAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings')
  return { title: t('title') }
}

export default async function SettingsPage() {
  const actor = await requireUser(PATHS.settings)
  const [t, paper, locale, details] = await Promise.all([
    getTranslations('settings'),
    getTranslations('paper.billing'),
    getLocale(),
    readBillingDetails(database(), actor),
  ])
  return (
    <>
      <PageHeader title={t('title')} description={actor.email} />
      <div className="flex flex-col gap-5 sm:gap-6">
        <Card aria-labelledby="profile">
          <CardHeader id="profile" title={t('profile.title')} />
          <CardBody>
            <ProfileForm key={locale} action={updateProfileAction} name={actor.name} locale={locale} />
          </CardBody>
        </Card>
        <Card aria-labelledby="billing-details">
          <CardHeader id="billing-details" title={paper('title')} description={paper('text')} />
          <CardBody>
            <BillingDetailsForm action={updateBillingDetailsAction} details={details} />
          </CardBody>
        </Card>
        <Card aria-labelledby="password">
          <CardHeader id="password" title={t('password.title')} description={t('password.text')} />
          <CardBody>
            <PasswordForm email={actor.email} />
          </CardBody>
        </Card>
      </div>
    </>
  )
}
