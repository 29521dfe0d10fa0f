'use client'

import { Send } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { useAccessKey } from './access-key'
import { AnswerView } from './answer-view'
import { KeyField } from './key-field'
import { readCall, sendCall, type TriedAnswer, type TriedOperation } from './send-call'

type CallFormProps = { operation: TriedOperation; name: string; live: boolean; signedIn: boolean }

/** What the call takes, filled in as in its example, and what it answered. */
export function CallForm({ operation, name, live, signedIn }: CallFormProps) {
  const t = useTranslations('tryCall')
  const { key } = useAccessKey()
  const [pending, setPending] = useState(false)
  const [answer, setAnswer] = useState<TriedAnswer | 'unreachable' | null>(null)
  const changes = operation.method !== 'GET'

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const request = readCall(operation, new FormData(event.currentTarget), key)
    setPending(true)
    setAnswer(await sendCall(request).catch(() => 'unreachable' as const))
    setPending(false)
  }

  return (
    <form
      aria-label={name}
      onSubmit={send}
      className="mt-3 flex flex-col gap-4 rounded-card border border-line bg-surface p-4"
    >
      {live && (
        <Callout tone="warning" title={t('liveTitle')}>
          {t('liveText')}
        </Callout>
      )}
      {operation.needsKey && <KeyField signedIn={signedIn} />}
      <Parameters operation={operation} />
      {operation.body !== null && (
        <Field label={t('body')}>
          <Textarea
            name="body"
            rows={4}
            defaultValue={operation.body}
            className="font-mono text-[0.8125rem]/5 sm:text-[0.8125rem]/5"
          />
        </Field>
      )}
      {live && changes && <Checkbox name="understood" value="yes" required label={t('understood')} />}
      <Button type="submit" loading={pending} variant={live && changes ? 'danger' : 'primary'}>
        <Send aria-hidden="true" />
        {t('send')}
      </Button>
      <div aria-live="polite" className="min-w-0 empty:hidden">
        {answer === 'unreachable' && <Callout tone="danger">{t('unreachable')}</Callout>}
        {answer !== null && answer !== 'unreachable' && <AnswerView answer={answer} />}
      </div>
    </form>
  )
}

/** An input for each parameter. An Idempotency-Key is made up anew for each form that is opened. */
function Parameters({ operation }: { operation: TriedOperation }) {
  const [keyName] = useState(() => globalThis.crypto?.randomUUID?.() ?? `${Date.now()}`)
  return operation.parameters.map((parameter) => (
    <Field
      key={parameter.name}
      label={<code className="font-mono text-[0.8125rem]">{parameter.name}</code>}
      optional={!parameter.required}
    >
      <Input
        name={parameter.name}
        required={parameter.required}
        autoComplete="off"
        spellCheck={false}
        placeholder={parameter.example ?? parameter.default ?? ''}
        {...(parameter.in === 'header' ? { defaultValue: keyName } : {})}
        className="font-mono sm:text-[0.8125rem]"
      />
    </Field>
  ))
}
