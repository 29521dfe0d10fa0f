'use client'

import { useTranslations } from 'next-intl'
import { type ReactElement, type ReactNode, useState } from 'react'
import { toast } from 'sonner'
import type { Action, ActionState, Refusal } from '@/app/_actions/user-action'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Dialog, DialogActions, DialogClose } from '@/components/ui/dialog'
import { useFocusInvalid } from '@/components/ui/use-focus-invalid'
import { useFormSubmit } from '@/components/ui/use-form-submit'

type FormProps<T> = {
  action: Action<T>
  submitLabel: string
  /** The fields, given what was refused last. Those named in `ownFields` show their refusal themselves. */
  fields: (refusal: Refusal | null) => ReactNode
  ownFields: readonly string[]
}

type FormDialogProps<T> = FormProps<T> & {
  trigger: ReactElement
  title: string
  description: string
  /** Said once it is done and the dialog has closed. */
  successMessage: string
  onDone?: (data: T) => void
}

/** A dialog that asks for something: a form that closes it when it is done, and says so. */
export function FormDialog<T>({
  trigger,
  title,
  description,
  successMessage,
  onDone,
  ...form
}: FormDialogProps<T>) {
  const [open, setOpen] = useState(false)

  function done(data: T) {
    setOpen(false)
    toast.success(successMessage)
    onDone?.(data)
  }

  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={trigger} title={title} description={description}>
      <DialogForm {...form} onDone={done} />
    </Dialog>
  )
}

/** The form itself: its fields, what was refused, and the buttons at the end. */
function DialogForm<T>({
  action,
  submitLabel,
  fields,
  ownFields,
  onDone,
}: FormProps<T> & { onDone: (data: T) => void }) {
  const ui = useTranslations('ui')
  const { state, pending, submit } = useFormSubmit<NonNullable<ActionState<T>>>(
    action,
    (answer) => answer?.ok && onDone(answer.data),
  )
  const refusal = state && !state.ok ? state : null
  const form = useFocusInvalid(refusal)
  const isShownByField = ownFields.some((field) => field === refusal?.field)
  return (
    <form ref={form} onSubmit={submit}>
      <div className="flex flex-col gap-5">
        {fields(refusal)}
        {refusal && !isShownByField && (
          <Callout tone="danger" role="alert">
            {refusal.message}
          </Callout>
        )}
      </div>
      <DialogActions>
        <DialogClose render={<Button variant="secondary">{ui('cancel')}</Button>} />
        <Button type="submit" loading={pending}>
          {submitLabel}
        </Button>
      </DialogActions>
    </form>
  )
}
