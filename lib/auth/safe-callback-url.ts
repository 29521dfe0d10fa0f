/** A base that no real address starts with: what resolves elsewhere was not relative. */
const HERE = 'http://here.invalid'

/**
 * Where to go after signing in: a path of this site, or the fallback for anything that would lead off it
 * (`//evil.example`, `/\evil.example`, `https://…`, `javascript:…`).
 */
export function safeCallbackUrl(wanted: unknown, fallback = '/'): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || wanted.length > 2000) return fallback
  if (!URL.canParse(wanted, HERE)) return fallback
  const url = new URL(wanted, HERE)
  const path = url.pathname + url.search + url.hash
  // A path such as /.//evil.example resolves to //evil.example, which a browser reads as another host.
  return url.origin === HERE && !path.startsWith('//') ? path : fallback
}
