/** The looks shared by everything one types or picks in. 16 px on a phone keeps iOS from zooming into the page. */
export const CONTROL_CLASS =
  'w-full min-w-0 rounded-control border border-control bg-surface text-base text-ink shadow-card transition-colors ' +
  'placeholder:text-subtle hover:border-muted sm:text-sm ' +
  'focus-visible:border-accent-strong focus-visible:outline-2 focus-visible:outline-offset-0 ' +
  'disabled:cursor-not-allowed disabled:bg-sunken disabled:text-subtle ' +
  'aria-invalid:border-danger data-invalid:border-danger'

/** Height and padding of a control of one line. */
export const CONTROL_LINE_CLASS = 'h-11 px-3 sm:h-9.5'
