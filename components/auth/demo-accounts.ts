/** A ready-made sign-in of the sandbox. */
export type DemoAccount = {
  /** Names its words under `auth.demo`. */
  key: 'admin' | 'anna' | 'boris'
  email: string
  password: string
}

const PASSWORD = 'hourglass-demo'

/**
 * The accounts that the sandbox's demo is planted with. For server components alone, which hand them on in the
 * sandbox: imported by a client component they would be in every installation's bundle.
 */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { key: 'admin', email: 'admin@hourglass.test', password: PASSWORD },
  { key: 'anna', email: 'anna@hourglass.test', password: PASSWORD },
  { key: 'boris', email: 'boris@hourglass.test', password: PASSWORD },
]
