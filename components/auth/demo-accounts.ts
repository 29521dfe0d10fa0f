/** The accounts that the sandbox's demo is planted with; the sign-in page offers them there alone. */
export const DEMO_ACCOUNTS = [
  { key: 'admin', email: 'admin@hourglass.test' },
  { key: 'anna', email: 'anna@hourglass.test' },
  { key: 'boris', email: 'boris@hourglass.test' },
] as const

/** The password of all of them. */
export const DEMO_PASSWORD = 'hourglass-demo'
