import path from 'node:path'
import type { Settings } from './environment'
import type { OpenDatabase } from './open-database'
import type { DemoUser } from './prepare-database'
import type { Terminal } from './terminal.mjs'

/** Tells where to go and whom to sign in as. */
export function showWelcome(
  terminal: Terminal,
  settings: Settings,
  database: OpenDatabase,
  demo: DemoUser[],
): void {
  const { appUrl, stripe, scheduler } = settings
  const data = path.relative(process.cwd(), settings.dataDirectory)
  const isShort = !data.startsWith('..')
  const folder = isShort ? data : settings.dataDirectory
  const signIns = demo.map(({ email, password, role }) => {
    const name = role === 'admin' ? 'Admin' : 'Sign in'
    return [name, `${email}  ${password}`] as const
  })
  terminal.box('Hourglass is running', [
    ['Open', appUrl],
    ...signIns,
    ...describeStripe(stripe.sandboxPort, stripe.apiBase),
    ['Jobs', scheduler.kind === 'embedded' ? 'embedded scheduler' : 'Inngest'],
    ['Database', settings.database ? withoutPassword(database.url) : database.url],
    ...(settings.production ? [] : [['Data', `${folder}, logs in ${path.join(folder, 'logs')}`] as const]),
    ['', 'Ctrl-C stops all of it; the data are kept. README.md tells the rest.'],
  ])
}

function describeStripe(sandboxPort: number | undefined, apiBase: string | undefined) {
  if (sandboxPort !== undefined) {
    return [['Stripe', `http://127.0.0.1:${sandboxPort}  (sandbox, key sk_test_hourglass)`] as const]
  }
  return apiBase ? [['Stripe', apiBase] as const] : []
}

function withoutPassword(url: string): string {
  const address = new URL(url)
  if (address.password) address.password = '***'
  return address.toString()
}
