/**
 * The sandbox's stand-in for Stripe, whose port is settled only when the server starts. The headers are written into
 * the build, so all ports of the visitor's own machine are meant; nobody else can serve a script from there.
 */
const LOCAL = 'http://127.0.0.1:* http://localhost:*'

/** What a page may load and where it may be shown. @param development the development server needs more. */
function contentSecurityPolicy(development: boolean): string {
  const rules: Record<string, string> = {
    'default-src': "'self'",
    'base-uri': "'self'",
    'object-src': "'none'",
    // No page of ours inside another's: a click meant for that one must not move money here.
    'frame-ancestors': "'none'",
    'form-action': "'self'",
    // Next streams its pages with inline scripts and next-themes sets the theme in one. A nonce would have to be new
    // in each answer, and no page could be made ahead any more. React's development build uses eval.
    'script-src': `'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ''} https://js.stripe.com https://*.js.stripe.com ${LOCAL}`,
    // Style attributes, and the styles of dialogs and toasts that their libraries put into the page.
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' data: https://*.stripe.com",
    'font-src': "'self'",
    'connect-src': `'self' https://api.stripe.com ${LOCAL}${development ? ' ws:' : ''}`,
    // The card's fields, and the bank's own page within Stripe's.
    'frame-src': 'https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com',
  }
  return Object.entries(rules)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ')
}

/** The headers of every answer, as Next's configuration takes them. */
export function securityHeaders({ development }: { development: boolean }): { key: string; value: string }[] {
  return [
    { key: 'Content-Security-Policy', value: contentSecurityPolicy(development) },
    { key: 'X-Content-Type-Options', value: 'nosniff' },
    { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
    // Wallets such as Apple Pay ask through Stripe's frame.
    {
      key: 'Permissions-Policy',
      value: 'camera=(), microphone=(), geolocation=(), payment=(self "https://js.stripe.com")',
    },
    // A bank may open a window of its own during a payment, which must find its way back.
    { key: 'Cross-Origin-Opener-Policy', value: 'same-origin-allow-popups' },
    // Heeded over https alone.
    { key: 'Strict-Transport-Security', value: 'max-age=31536000' },
  ]
}
