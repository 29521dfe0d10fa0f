/** All accounts of the demo have this password; the demo exists only where no money is real. */
export const DEMO_PASSWORD = 'hourglass-demo'

/** The people of the demo. The start of a real installation looks for them, to refuse what they could open. */
export const DEMO_PEOPLE = [
  { email: 'admin@hourglass.test', name: 'Alex Morgan', role: 'admin', locale: 'en' },
  { email: 'anna@hourglass.test', name: 'Анна Соколова', role: 'user', locale: 'ru' },
  { email: 'boris@hourglass.test', name: 'Boris Klein', role: 'user', locale: 'en' },
] as const
