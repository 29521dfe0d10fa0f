/** Runs once when the server starts, before it takes requests: a missing setting stops it with a sentence. */
export async function register(): Promise<void> {
  // Nested, not an early return: so the bundler leaves what needs Node out of the edge runtime's bundle.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { requireSettings } = await import('./lib/require-settings')
    requireSettings()
    const { wakeOnEvents } = await import('./lib/webhooks/wake-on-events')
    void wakeOnEvents()
    const { resealAtStart } = await import('./lib/webhooks/reseal-secrets')
    void resealAtStart()
  }
}
