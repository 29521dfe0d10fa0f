import type { ComponentProps } from 'react'
import { type ButtonLook, buttonClass } from './button-class'
import { Spinner } from './spinner'

export type ButtonProps = ComponentProps<'button'> & ButtonLook & { loading?: boolean }

/** A button. While `loading` it keeps its width, shows a spinner and takes no further press. */
export function Button({ variant, size, className, loading = false, children, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      {...props}
      className={buttonClass({ variant, size, className })}
      disabled={props.disabled || loading}
      aria-busy={loading || undefined}
    >
      {loading && <Spinner className="absolute" />}
      <span className={loading ? 'inline-flex items-center gap-2 opacity-0' : 'contents'}>{children}</span>
    </button>
  )
}
