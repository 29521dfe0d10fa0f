/** The looks of what floats over the page: menus, selects. */
export const POPUP_CLASS =
  'rounded-card border border-line bg-raised p-1.5 text-ink shadow-pop outline-hidden origin-(--transform-origin) ' +
  'transition-[opacity,scale] duration-120 data-starting-style:scale-97 data-starting-style:opacity-0 ' +
  'data-ending-style:scale-97 data-ending-style:opacity-0'

/** One line of a floating list. */
export const ITEM_CLASS =
  'flex min-h-10 cursor-default items-center gap-2.5 rounded-control px-2.5 text-sm outline-hidden select-none sm:min-h-8.5 ' +
  'data-highlighted:bg-sunken data-disabled:opacity-50 dark:data-highlighted:bg-line ' +
  '[&_svg]:size-4 [&_svg]:shrink-0'
