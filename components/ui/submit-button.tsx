'use client'

import { useFormStatus } from 'react-dom'
import { Button, type ButtonProps } from './button'

/** The submit button of the form around it: it spins, and cannot be pressed twice, while the form's action runs. */
export function SubmitButton(props: Omit<ButtonProps, 'type'>) {
  const { pending } = useFormStatus()
  return <Button {...props} type="submit" loading={props.loading || pending} />
}
