'use client'

import { useTransition } from 'react'
import { toast } from 'sonner'
import type { Action } from '@/app/_actions/user-action'
import { Button, type ButtonProps } from '@/components/ui/button'

type PressProps = Omit<ButtonProps, 'onClick' | 'type'> & {
  action: Action
  fields: Record<string, string>
  /** Said once it is done. */
  successMessage: string
}

/** A button that does something at once, and says so; for what can be undone by the button in its place. */
export function Press({ action, fields, successMessage, ...button }: PressProps) {
  const [pending, startTransition] = useTransition()

  function press() {
    startTransition(async () => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      const answer = await action(null, form)
      if (answer?.ok) toast.success(successMessage)
      else if (answer) toast.error(answer.message)
    })
  }

  return <Button variant="secondary" size="sm" {...button} type="button" loading={pending} onClick={press} />
}
