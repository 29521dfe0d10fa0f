import { cn } from './cn'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger' | 'danger-quiet'
export type ButtonSize = 'sm' | 'md' | 'lg' | 'icon' | 'icon-sm'

const BASE =
  'relative inline-flex shrink-0 items-center justify-center gap-2 rounded-control font-medium whitespace-nowrap ' +
  'select-none transition-[background-color,border-color,color,box-shadow] duration-150 ' +
  'disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50 ' +
  '[&_svg]:size-4 [&_svg]:shrink-0'

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'bg-solid text-on-solid shadow-card hover:bg-solid-hover',
  secondary: 'border border-line-strong bg-surface text-ink shadow-card hover:border-control hover:bg-sunken',
  ghost: 'text-muted hover:bg-sunken hover:text-ink dark:hover:bg-raised',
  danger: 'bg-danger-solid text-white shadow-card hover:bg-danger-hover',
  'danger-quiet':
    'border border-line-strong bg-surface text-danger shadow-card hover:border-danger-line hover:bg-danger-soft',
}

// Fingers get 40 px and more on a phone; the pointer gets a denser control.
const SIZES: Record<ButtonSize, string> = {
  sm: 'h-9 px-3 text-[0.8125rem] sm:h-8',
  md: 'h-10 px-4 text-sm sm:h-9 sm:px-3.5',
  lg: 'h-12 px-6 text-base sm:h-11 sm:text-[0.9375rem]',
  icon: 'size-10 sm:size-9',
  'icon-sm': 'size-9 sm:size-8',
}

export type ButtonLook = { variant?: ButtonVariant; size?: ButtonSize; className?: string }

/** The looks of a button, for whatever element has to wear them. */
export function buttonClass({ variant = 'primary', size = 'md', className }: ButtonLook = {}): string {
  return cn(BASE, VARIANTS[variant], SIZES[size], className)
}
