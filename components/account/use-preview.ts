'use client'

import { useEffect, useState } from 'react'
import type { Action, ActionState } from '@/app/_actions/user-action'

/** Typing settles for this long before the server is asked. */
const SETTLE_MS = 250

/**
 * Asks the server what the fields of a form would come to, again whenever they change.
 * @param fields null while what is typed makes no sense yet: nothing is asked.
 * @returns the latest answer, or null while there is none for these fields.
 */
export function usePreview<T>(lookup: Action<T>, fields: Record<string, string> | null): ActionState<T> {
  const [answer, setAnswer] = useState<{ asked: string; state: ActionState<T> } | null>(null)
  const asked = fields && JSON.stringify(fields)

  useEffect(() => {
    if (asked === null) return
    let gone = false
    const timer = setTimeout(() => {
      const form = new FormData()
      for (const [name, value] of Object.entries<string>(JSON.parse(asked))) form.set(name, value)
      // Without an answer the form can still be sent; it will say what is wrong.
      void lookup(null, form).then(
        (state) => gone || setAnswer({ asked, state }),
        () => {},
      )
    }, SETTLE_MS)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [lookup, asked])

  return answer !== null && answer.asked === asked ? answer.state : null
}
