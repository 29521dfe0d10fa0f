import type { ConfirmResult } from '@/components/ui/confirm-dialog'
import type { Action } from './user-action'

/** Makes an action fit a `ConfirmDialog`, which shows the refusal's sentence and stays open. */
export function confirmAction<T>(action: Action<T>): (form: FormData) => Promise<ConfirmResult> {
  return async (form) => {
    const state = await action(null, form)
    return state && !state.ok ? { error: state.message } : undefined
  }
}
