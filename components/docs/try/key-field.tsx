'use client'

import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { toast } from 'sonner'
import { issueOwnToken } from '@/app/_actions/issue-own-token'
import { PATHS } from '@/components/shell/paths'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { TextLink } from '@/components/ui/text-link'
import { useAccessKey } from './access-key'

/** Whose call it is: a key that is pasted, or for those who are signed in a token of an hour. */
export function KeyField({ signedIn }: { signedIn: boolean }) {
  const t = useTranslations('tryCall')
  const { key, setKey } = useAccessKey()
  const [pending, startTransition] = useTransition()

  function takeOwn() {
    startTransition(async () => {
      const answer = await issueOwnToken(null, new FormData())
      if (answer?.ok) setKey(answer.data.token)
      else if (answer) toast.error(answer.message)
    })
  }

  return (
    <div className="flex flex-col gap-2">
      <Field label={t('key')} hint={t('keyHint')}>
        <Input
          type="password"
          value={key}
          onValueChange={setKey}
          autoComplete="off"
          spellCheck={false}
          placeholder="hg_…"
          className="font-mono sm:text-[0.8125rem]"
        />
      </Field>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-[0.8125rem]">
        {signedIn ? (
          <Button variant="secondary" size="sm" loading={pending} onClick={takeOwn}>
            {t('useOwn')}
          </Button>
        ) : (
          <TextLink href={PATHS.signIn}>{t('signIn')}</TextLink>
        )}
        <TextLink href={PATHS.apiKeys}>{t('getKey')}</TextLink>
      </div>
    </div>
  )
}
