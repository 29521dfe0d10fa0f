/** Whether a host, as HOST or an address spells it, can only be reached from this machine. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|\[?::1\]?|127(\.\d{1,3}){3})$/i.test(host)
}

/** Whether an address (a URL) leads to this machine. */
export function isLoopbackUrl(address: string): boolean {
  return isLoopbackHost(new URL(address).hostname)
}
