import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { env } from '@/lib/env'
import { errorTable } from './error-table'
import { eventTable } from './event-table'
import { type GuideLanguage, type GuideSlug, SANDBOX_GUIDES } from './guides'
import { retryList } from './retry-list'

/** The addresses that the files speak of: those of a fresh `npm start`, so that they can be read and tried anywhere. */
const FRESH = { app: 'http://127.0.0.1:8000', stripe: 'http://127.0.0.1:8001' }

/** What is made from the code, by the comment that stands for it in a guide. */
const MADE: Record<string, (language: GuideLanguage) => string> = {
  errors: errorTable,
  events: eventTable,
  retries: retryList,
}

/** A guide, ready to be shown. */
export type Guide = {
  slug: GuideSlug
  title: string
  /** The paragraph under the title. Markdown. */
  lead: string
  /** All below that. Markdown. */
  body: string
  /** The anchors of the body's headings in their order; the same in each language. */
  anchors: string[]
}

/**
 * A guide with what is made from the code, and with the addresses of this installation; where money is real, the guides
 * that are followed in a sandbox keep those of a fresh one.
 */
export async function readGuide(slug: GuideSlug, language: GuideLanguage): Promise<Guide> {
  const [text, english] = await Promise.all([readText(slug, language), readText(slug, 'en')])
  const { title, lead, body } = splitGuide(text)
  const isHere = env().HOURGLASS_SANDBOX || !SANDBOX_GUIDES.includes(slug)
  return {
    slug,
    title,
    lead,
    body: withMadeParts(isHere ? withAddresses(body) : body, language),
    anchors: headingsOf(english).map(anchorOf),
  }
}

/** The text of a guide as it is in its file. */
export function readText(slug: GuideSlug, language: GuideLanguage): Promise<string> {
  return readFile(path.join(process.cwd(), 'docs', 'guides', language, `${slug}.md`), 'utf8')
}

/** The headings below the title: those of the second and third level, outside of code. */
export function headingsOf(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '')
  return [...prose.matchAll(/^##{1,2} (.+)$/gm)].map(([, heading = '']) => heading)
}

function splitGuide(text: string): Pick<Guide, 'title' | 'lead' | 'body'> {
  const match = /^# (?<title>.+)\n\n(?<lead>(?:.+\n)+)(?<body>[\s\S]*)$/.exec(text)
  if (!match?.groups) throw new Error('BUG: a guide begins with its title and a paragraph.')
  const { title = '', lead = '', body = '' } = match.groups
  return { title, lead: lead.trim(), body }
}

function withAddresses(text: string): string {
  const { APP_URL, STRIPE_API_BASE } = env()
  const app = new URL(APP_URL).origin
  const stripe = STRIPE_API_BASE ? new URL(STRIPE_API_BASE).origin : FRESH.stripe
  return text.replace(/http:\/\/127\.0\.0\.1:800[01]/g, (fresh) => (fresh === FRESH.app ? app : stripe))
}

function withMadeParts(text: string, language: GuideLanguage): string {
  return text.replace(/^<!-- made: (\w+) -->$/gm, (_, name: string) => {
    const make = MADE[name]
    if (!make) throw new Error(`BUG: nothing makes “${name}”.`)
    return make(language)
  })
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w]+/g, '-')
    .replace(/^-|-$/g, '')
}
