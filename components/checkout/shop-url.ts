/** Where the payer came from: an address of the web with its host to show, or null for anything else. */
export function shopUrl(returnUrl: string | null): { href: string; host: string } | null {
  if (returnUrl === null || !URL.canParse(returnUrl)) return null
  const { href, host, protocol } = new URL(returnUrl)
  return protocol === 'https:' || protocol === 'http:' ? { href, host } : null
}
