import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { DEMO_ACCOUNTS } from '@/components/auth/demo-accounts'
import { SignInForm } from '@/components/auth/sign-in-form'
import { AuthShell } from '@/components/shell/auth-shell'
import { PATHS } from '@/components/shell/paths'
import { TextLink } from '@/components/ui/text-link'
import { safeCallbackUrl } from '@/lib/auth/safe-callback-url'
import { getSession } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { type AuthPageProps, withCallback } from '../callback'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.signIn')
  return { title: t('title') }
}

export default async function SignInPage({ searchParams }: AuthPageProps) {
  const callbackUrl = safeCallbackUrl((await searchParams).callbackUrl, '')
  if (await getSession()) redirect(callbackUrl || PATHS.balance)
  const t = await getTranslations('auth.signIn')
  return (
    <AuthShell
      title={t('title')}
      description={t('description')}
      footer={
        <>
          {t('noAccount')} <TextLink href={withCallback(PATHS.signUp, callbackUrl)}>{t('signUp')}</TextLink>
        </>
      }
    >
      <SignInForm callbackUrl={callbackUrl} demoAccounts={env().HOURGLASS_SANDBOX ? DEMO_ACCOUNTS : []} />
    </AuthShell>
  )
}
