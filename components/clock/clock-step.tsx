import { Spinner } from '@/components/ui/spinner'

type ClockStepProps = {
  label: string
  /** The same in a phone's width. */
  short: string
  busy: boolean
  disabled: boolean
  onPress: () => void
}

/** A button of the test clock that lets time pass; it keeps its width while that happens. */
export function ClockStep({ label, short, busy, disabled, onPress }: ClockStepProps) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={disabled}
      onClick={onPress}
      className="relative inline-flex h-7 items-center justify-center rounded-full px-2 font-medium whitespace-nowrap text-ink transition-colors hover:bg-sunken disabled:text-subtle dark:hover:bg-line"
    >
      {busy && <Spinner className="absolute size-3.5" />}
      <span className={busy ? 'opacity-0' : undefined}>
        <span className="max-sm:hidden">{label}</span>
        <span className="sm:hidden">{short}</span>
      </span>
    </button>
  )
}
