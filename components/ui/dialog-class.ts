export const BACKDROP_CLASS =
  'fixed inset-0 z-40 bg-overlay transition-opacity duration-200 ' +
  'data-starting-style:opacity-0 data-ending-style:opacity-0'

export const DIALOG_CLASS =
  'fixed z-50 max-h-[90dvh] overflow-y-auto border border-line bg-raised text-ink shadow-pop outline-hidden ' +
  'transition-[opacity,translate,scale] duration-200 ease-out ' +
  'max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-2xl max-sm:p-5 max-sm:pb-[calc(1.25rem+env(safe-area-inset-bottom))] ' +
  'max-sm:data-starting-style:translate-y-full max-sm:data-ending-style:translate-y-full ' +
  'sm:top-1/2 sm:left-1/2 sm:w-[min(30rem,calc(100vw-3rem))] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-2xl sm:p-6 ' +
  'sm:data-starting-style:scale-97 sm:data-starting-style:opacity-0 ' +
  'sm:data-ending-style:scale-97 sm:data-ending-style:opacity-0'
