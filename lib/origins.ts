/** Scheme, host and port, as browsers write an origin; the host may begin with "*." for all that is below it. */
const ORIGIN = /^(https?:\/\/)(\*\.)?([^/?#@*\s]+)$/

/** Whether a text names an origin of the web, or with a wildcard all sub-domains of one. */
export function isOrigin(text: string): boolean {
  const [, scheme, wildcard, host = ''] = ORIGIN.exec(text) ?? []
  const address = `${scheme}${host}`
  if (scheme === undefined || !URL.canParse(address)) return false
  // "*.com" would be half the web.
  return (
    new URL(address).origin === address && (wildcard === undefined || new URL(address).hostname.includes('.'))
  )
}

/** Whether an address belongs to one of the origins, all of them well formed. */
export function isOfOrigins(address: string, origins: readonly string[]): boolean {
  const { origin, protocol, host } = new URL(address)
  return origins.some((allowed) => {
    const [, scheme = '', wildcard, named = ''] = ORIGIN.exec(allowed) ?? []
    if (wildcard === undefined) return origin === allowed
    return `${protocol}//` === scheme && host.endsWith(`.${named}`)
  })
}
