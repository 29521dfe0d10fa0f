import { readFileSync } from 'node:fs'

/** The parts of the stand-in, each after those it needs. */
const PARTS = ['stripe.js']

/** The stand-in for Stripe.js as one script that a `<script>` tag can load. */
export function browserScript(): string {
  const parts = PARTS.map((part) =>
    readFileSync(new URL(`./browser/${part}`, import.meta.url), 'utf8')
      .replace(/^import [^;]*? from '[^']+'\n/gm, '')
      .replace(/^export /gm, ''),
  )
  return `;(() => {\n'use strict'\n${parts.join('\n')}\n})()\n`
}
