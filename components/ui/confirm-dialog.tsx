'use client'

import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useTranslations } from 'next-intl'
import { type ReactElement, type ReactNode, useState } from 'react'
import { toast } from 'sonner'
import { Button } from './button'
import { Callout } from './callout'
import { DialogActions } from './dialog'
import { BACKDROP_CLASS, DIALOG_CLASS } from './dialog-class'
import { SubmitButton } from './submit-button'

/** What a confirmed action may answer: nothing when it went well, or a sentence that says why not. */
export type ConfirmResult = { error?: string } | undefined

type ConfirmDialogProps = {
  /** The element that opens it, a `Button`. */
  trigger: ReactElement
  title: ReactNode
  /** What will happen, in full. */
  description: ReactNode
  confirmLabel: string
  /** Leaves all as it is; "Cancel" unless that could be taken for the act itself. */
  keepLabel?: string
  tone?: 'primary' | 'danger'
  /** Runs on confirmation, with `fields` and any input among the children as its form data. */
  // biome-ignore lint/suspicious/noConfusingVoidType: server actions that answer nothing are typed void.
  action: (formData: FormData) => Promise<ConfirmResult | void>
  /** Hidden inputs, such as the id of what is acted on. */
  fields?: Record<string, string>
  /** Said in a toast when it went well. */
  successMessage?: string
  /** Inputs that belong to the question, such as a reason. */
  children?: ReactNode
}

/** Asks before something that cannot be taken back, does it, and stays open with the reason if it failed. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const t = useTranslations('ui')
  const [open, setOpen] = useState(false)
  const [error, setError] = useState<string>()

  async function confirm(formData: FormData) {
    const result = await props.action(formData)
    setError(result?.error)
    if (result?.error) return
    setOpen(false)
    if (props.successMessage) toast.success(props.successMessage)
  }

  function change(next: boolean) {
    setOpen(next)
    if (next) setError(undefined)
  }

  return (
    <AlertDialog.Root open={open} onOpenChange={change}>
      <AlertDialog.Trigger render={props.trigger} />
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={BACKDROP_CLASS} />
        <AlertDialog.Popup className={DIALOG_CLASS}>
          <AlertDialog.Title className="text-lg/7 font-semibold tracking-[-0.012em]">
            {props.title}
          </AlertDialog.Title>
          <AlertDialog.Description className="mt-1 text-sm/6 text-muted">
            {props.description}
          </AlertDialog.Description>
          <form action={confirm} className="mt-5">
            {Object.entries(props.fields ?? {}).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            {props.children}
            {error && (
              <Callout tone="danger" role="alert" className="mt-4">
                {error}
              </Callout>
            )}
            <DialogActions>
              <AlertDialog.Close
                render={<Button variant="secondary">{props.keepLabel ?? t('cancel')}</Button>}
              />
              <SubmitButton variant={props.tone ?? 'primary'}>{props.confirmLabel}</SubmitButton>
            </DialogActions>
          </form>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
