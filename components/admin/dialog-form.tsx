'use client'

import type { ReactNode } from 'react'
import type { Action, ActionState, Refusal } from '@/app/_actions/user-action'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { DialogActions, DialogClose } from '@/components/ui/dialog'
import { useFocusInvalid } from '@/components/ui/use-focus-invalid'
import { useFormSubmit } from '@/components/ui/use-form-submit'

type DialogFormProps<T> = {
  action: Action<T>
  /** Called when it is done: closes the dialog and says so. */
  onDone: (data: T) => void
  submitLabel: string
  cancelLabel: string
  /** The fields, given what was refused last. Those named here show their refusal themselves. */
  fields: (refusal: Refusal | null) => ReactNode
  ownFields: readonly string[]
}

/** The form of a dialog: its fields, what was refused, and the buttons at the end. */
export function DialogForm<T>({ action, onDone, submitLabel, cancelLabel, ...props }: DialogFormProps<T>) {
  const { state, pending, submit } = useFormSubmit<NonNullable<ActionState<T>>>(
    action,
    (answer) => answer?.ok && onDone(answer.data),
  )
  const refusal = state && !state.ok ? state : null
  const form = useFocusInvalid(refusal)
  const isShownByField = props.ownFields.some((field) => field === refusal?.field)
  return (
    <form ref={form} onSubmit={submit}>
      <div className="flex flex-col gap-5">
        {props.fields(refusal)}
        {refusal && !isShownByField && (
          <Callout tone="danger" role="alert">
            {refusal.message}
          </Callout>
        )}
      </div>
      <DialogActions>
        <DialogClose render={<Button variant="secondary">{cancelLabel}</Button>} />
        <Button type="submit" loading={pending}>
          {submitLabel}
        </Button>
      </DialogActions>
    </form>
  )
}
