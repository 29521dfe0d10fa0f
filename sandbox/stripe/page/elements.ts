import { majorUnits } from '../currencies'
import { escapeHtml } from './html'

/** Fields that a form sends along. */
export type Fields = Record<string, string | number | boolean>

function hidden(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('')
}

/**
 * A form of the page. `anchor` is the id of the place that the browser comes back to; `inner` is trusted HTML.
 */
export function form(path: string, anchor: string, inner: string, className = ''): string {
  const action = `/_sandbox${path}#${anchor}`
  return `<form method="post" action="${escapeHtml(action)}" class="${className}">${inner}</form>`
}

/** A button that does one thing. */
export function button(path: string, anchor: string, label: string, fields: Fields = {}, hint = ''): string {
  const title = hint ? ` title="${escapeHtml(hint)}"` : ''
  return form(path, anchor, `${hidden(fields)}<button${title}>${escapeHtml(label)}</button>`, 'one')
}

/** A labelled choice. */
export function choice(
  name: string,
  label: string,
  options: readonly (readonly [value: string, label: string])[],
  selected: string,
): string {
  const known = options.some(([value]) => value === selected)
  const all = known ? options : [...options, [selected, selected] as const]
  const inner = all
    .map(([value, text]) => {
      const mark = value === selected ? ' selected' : ''
      return `<option value="${escapeHtml(value)}"${mark}>${escapeHtml(text)}</option>`
    })
    .join('')
  return `<label>${escapeHtml(label)}<select name="${name}">${inner}</select></label>`
}

const TONES: Record<string, 'bad' | 'good' | 'open'> = {
  succeeded: 'good',
  won: 'good',
  delivered: 'good',
  warning_closed: 'good',
  failed: 'bad',
  canceled: 'bad',
  lost: 'bad',
}

/** How something stands, as a small coloured word. */
export function badge(status: string): string {
  return `<span class="badge ${TONES[status] ?? 'open'}">${escapeHtml(status.replaceAll('_', ' '))}</span>`
}

/** An amount for people. */
export function money(amountMinor: number, currency: string): string {
  return `${majorUnits(amountMinor, currency)} ${currency.toUpperCase()}`
}

/** A moment, to the second. */
export function moment(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString()
  return `<time datetime="${text}">${text.replace('T', ' ').slice(0, 19)}</time>`
}

/** A part of the page with its heading; `inner` is trusted HTML. */
export function section(id: string, title: string, intro: string, inner: string): string {
  return `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${escapeHtml(title)}</h2>
<p>${escapeHtml(intro)}</p>
${inner}</section>`
}
