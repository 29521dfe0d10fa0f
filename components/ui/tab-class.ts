export const TAB_LIST_CLASS =
  'flex gap-5 overflow-x-auto overflow-y-hidden border-b border-line [scrollbar-width:none]'

/** `data-active` (a panel's tab) and `aria-current` (a page's link) both mark the one that is on. */
export const TAB_CLASS =
  'relative -mb-px inline-flex h-11 shrink-0 items-center border-b-2 border-transparent text-sm font-medium text-muted ' +
  'whitespace-nowrap transition-colors hover:text-ink sm:h-10 -outline-offset-2 ' +
  'data-active:border-accent-strong data-active:text-ink ' +
  'aria-[current=page]:border-accent-strong aria-[current=page]:text-ink'
