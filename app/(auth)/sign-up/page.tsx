import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SignUpForm } from '@/components/auth/sign-up-form'
import { AuthShell } from '@/components/shell/auth-shell'
import { PATHS } from '@/components/shell/paths'
import { TextLink } from '@/components/ui/text-link'
import { safeCallbackUrl } from '@/lib/auth/safe-callback-url'
import { getSession } from '@/lib/auth/session'
import { type AuthPageProps, withCallback } from '../callback'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth.signUp')
  return { title: t('title') }
}

export default async function SignUpPage({ searchParams }: AuthPageProps) {
  const callbackUrl = safeCallbackUrl((await searchParams).callbackUrl, '')
  if (await getSession()) redirect(callbackUrl || PATHS.balance)
  const t = await getTranslations('auth.signUp')
  return (
    <AuthShell
      title={t('title')}
      description={t('description')}
      footer={
        <>
          {t('haveAccount')} <TextLink href={withCallback(PATHS.signIn, callbackUrl)}>{t('signIn')}</TextLink>
        </>
      }
    >
      <SignUpForm callbackUrl={callbackUrl} />
    </AuthShell>
  )
}
