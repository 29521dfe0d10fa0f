import { readFileSync } from 'node:fs'

/** The parts of the stand-in, each after those it needs. */
const PARTS = [
  'integration-error.js',
  'emitter.js',
  'intent-kinds.js',
  'messages.js',
  'card-rules.js',
  'brand-icons.js',
  'styles.js',
  'api-client.js',
  'three-d-secure.js',
  'after-press.js',
  'card-form-markup.js',
  'card-form.js',
  'payment-element.js',
  'elements-group.js',
  'confirm-intent.js',
  'stripe.js',
]

/**
 * The stand-in for Stripe.js as one script that a `<script>` tag can load: the parts are modules for the
 * reader and the linter, and are joined here into one scope.
 */
export function browserScript(): string {
  const parts = PARTS.map((part) =>
    readFileSync(new URL(`./browser/${part}`, import.meta.url), 'utf8')
      .replace(/^import [^;]*? from '[^']+'\n/gm, '')
      .replace(/^export /gm, ''),
  )
  return `;(() => {\n'use strict'\n${parts.join('\n')}\n})()\n`
}
