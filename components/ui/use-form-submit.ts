'use client'

import { type SubmitEvent, startTransition, useActionState } from 'react'

/**
 * Sends a form to its action without React's reset afterwards, so that what was typed is still there when it is
 * refused. For forms that need a script anyway, such as those in dialogs.
 * @param onAnswer called with each answer, in the browser.
 */
export function useFormSubmit<State>(
  action: (before: State | null, form: FormData) => Promise<State | null>,
  onAnswer?: (state: State | null) => void,
) {
  const [state, run, pending] = useActionState(async (before: State | null, form: FormData) => {
    const answer = await action(before, form)
    onAnswer?.(answer)
    return answer
  }, null)

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    startTransition(() => run(form))
  }

  return { state, pending, submit }
}
