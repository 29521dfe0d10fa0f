/** Tells whether a navigation entry leads to where we are: its page or, unless `exact`, one below it. */
export function isCurrentPath(pathname: string, entry: { href: string; exact?: boolean }): boolean {
  if (pathname === entry.href) return true
  return !entry.exact && pathname.startsWith(`${entry.href}/`)
}
