import { existsSync } from 'node:fs'

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The browser of this machine, or CHROME_PATH. Undefined leaves it to the one that Playwright downloads. */
export function findChromium(): string | undefined {
  const named = process.env.CHROME_PATH
  return named || USUAL_PLACES.find((place) => existsSync(place))
}
