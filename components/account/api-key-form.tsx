'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'
import { createApiKey } from '@/app/_actions/api-keys'
import type { ActionState } from '@/app/_actions/user-action'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Checkbox } from '@/components/ui/checkbox'
import { DialogActions, DialogClose } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SelectField } from '@/components/ui/select-field'
import { SubmitButton } from '@/components/ui/submit-button'
import type { ApiScope } from '@/lib/api-keys/scopes'
import type { NewKey } from './api-key-secret'
import { scopeKey } from './scope-key'

const EXPIRIES = ['', '30', '90', '365'] as const

type ApiKeyFormProps = { scopes: readonly ApiScope[]; onMade: (made: NewKey) => void }

/** What a new key is called, what it may do and how long it lives. */
export function ApiKeyForm({ scopes, onMade }: ApiKeyFormProps) {
  const t = useTranslations('apiKeys')
  const [name, setName] = useState('')
  const [isLimited, setLimited] = useState(false)
  const [ticked, setTicked] = useState<readonly ApiScope[]>([])
  const [expiry, setExpiry] = useState('')
  const [state, action] = useActionState(create, null)

  async function create(before: ActionState<NewKey>, form: FormData): Promise<ActionState<NewKey>> {
    const answer = await createApiKey(before, form)
    if (answer?.ok) onMade(answer.data)
    return answer
  }

  function tick(scope: ApiScope, on: boolean) {
    setTicked(on ? [...ticked, scope] : ticked.filter((other) => other !== scope))
  }

  return (
    <form action={action} className="flex flex-col gap-5">
      <Field label={t('name')} hint={t('nameHint')}>
        <Input
          name="name"
          required
          maxLength={100}
          autoComplete="off"
          placeholder={t('namePlaceholder')}
          value={name}
          onValueChange={setName}
        />
      </Field>
      <fieldset>
        <legend className="mb-1 text-sm font-medium">{t('access')}</legend>
        <Checkbox
          type="radio"
          name="access"
          label={t('full')}
          hint={t('fullHint')}
          checked={!isLimited}
          onChange={() => setLimited(false)}
        />
        <Checkbox
          type="radio"
          name="access"
          label={t('limited')}
          hint={t('limitedHint')}
          checked={isLimited}
          onChange={() => setLimited(true)}
        />
        {isLimited && (
          <div className="mt-2 grid gap-x-4 border-l border-line pl-4 sm:ml-2 sm:grid-cols-2">
            {scopes.map((scope) => (
              <Checkbox
                key={scope}
                name="scopes"
                value={scope}
                label={t(`scopes.${scopeKey(scope)}`)}
                hint={<span className="font-mono text-xs">{scope}</span>}
                checked={ticked.includes(scope)}
                onChange={(event) => tick(scope, event.target.checked)}
              />
            ))}
          </div>
        )}
      </fieldset>
      <SelectField
        label={t('expires')}
        name="expires_in_days"
        value={expiry}
        onChange={(event) => setExpiry(event.target.value)}
        items={EXPIRIES.map((days) => ({
          value: days,
          label: days === '' ? t('never') : t('inDays', { days: Number(days) }),
        }))}
      />
      {state?.ok === false && (
        <Callout tone="danger" role="alert">
          {state.message}
        </Callout>
      )}
      <DialogActions>
        <DialogClose render={<Button variant="secondary">{t('cancel')}</Button>} />
        <SubmitButton disabled={isLimited && ticked.length === 0}>{t('create')}</SubmitButton>
      </DialogActions>
    </form>
  )
}
