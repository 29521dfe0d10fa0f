'use client'

import { useTransition } from 'react'
import { toast } from 'sonner'
import type { Action } from '@/app/_actions/user-action'
import { Button, type ButtonProps } from '@/components/ui/button'

type ActButtonProps = Omit<ButtonProps, 'onClick' | 'loading' | 'type'> & {
  action: Action
  /** What is sent, such as the id of what is acted on. */
  fields: Record<string, string>
  /** Said in a toast when it went well. */
  successMessage: string
}

/** A button that does something at once and says how it went. */
export function ActButton({ action, fields, successMessage, ...button }: ActButtonProps) {
  const [pending, startTransition] = useTransition()

  function act() {
    startTransition(async () => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      const answer = await action(null, form)
      if (answer?.ok) toast.success(successMessage)
      else if (answer) toast.error(answer.message)
    })
  }

  return <Button {...button} loading={pending} onClick={act} />
}
