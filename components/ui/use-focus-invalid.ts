'use client'

import { type RefObject, useEffect, useRef } from 'react'

/**
 * Puts the keyboard on the first control at fault when a form was refused, so that its error is read out.
 * @param refusal what the form's action answered; a new one moves the focus, null never does.
 */
export function useFocusInvalid(refusal: object | null | undefined): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (refusal) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refusal])
  return form
}
