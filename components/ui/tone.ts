/** What a colour says. Never the only sign: the words beside it say the same. */
export type Tone = 'neutral' | 'accent' | 'positive' | 'warning' | 'danger' | 'info'

/** Text and soft ground of each tone. */
export const TONE_SOFT: Record<Tone, string> = {
  neutral: 'border-line-strong bg-sunken text-muted',
  accent: 'border-accent-line bg-accent-soft text-accent',
  positive: 'border-positive-line bg-positive-soft text-positive',
  warning: 'border-warning-line bg-warning-soft text-warning',
  danger: 'border-danger-line bg-danger-soft text-danger',
  info: 'border-info-line bg-info-soft text-info',
}

/** Text alone. */
export const TONE_TEXT: Record<Tone, string> = {
  neutral: 'text-ink',
  accent: 'text-accent',
  positive: 'text-positive',
  warning: 'text-warning',
  danger: 'text-danger',
  info: 'text-info',
}

/** A filled shape such as a bar. */
export const TONE_FILL: Record<Tone, string> = {
  neutral: 'bg-muted',
  accent: 'bg-accent-strong',
  positive: 'bg-positive',
  warning: 'bg-warning',
  danger: 'bg-danger',
  info: 'bg-info',
}
