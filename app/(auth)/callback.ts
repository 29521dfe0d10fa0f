/** What the pages of signing in and up are given: perhaps where the visitor came from. */
export type AuthPageProps = { searchParams: Promise<{ callbackUrl?: string | string[] }> }

/** The address of the other form, which leads back to the same place. */
export function withCallback(path: string, callbackUrl: string): string {
  return callbackUrl === '' ? path : `${path}?callbackUrl=${encodeURIComponent(callbackUrl)}`
}
