/**
 * The address a request came from, to count attempts by. Next writes the socket's address into X-Forwarded-For
 * where there is none, and each proxy appends the one it saw: so the last entry is the one nobody outside can forge
 * behind one proxy. Without a proxy a caller can, which is why attempts are counted by e-mail address alone as well.
 */
export function clientAddress(headers: Headers): string {
  const last = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()
  return (last || 'unknown').slice(0, 64)
}
