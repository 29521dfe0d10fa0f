import { apiDocument } from '@/app/api/v1/document'
import { chapterPath, guideTextPath, PATHS } from '@/components/shell/paths'
import { guideText } from '@/lib/docs/guide-text'
import { GUIDES } from '@/lib/docs/guides'
import { operationText } from '@/lib/docs/operation-text'
import { readGuide } from '@/lib/docs/read-guide'
import { env } from '@/lib/env'
import { apiChapters } from './api-chapters'

const ABOUT =
  'A self-hosted payment system for services that are paid in advance and used by the hour: balances topped up by card through Stripe, tariffs that draw them down by the millisecond, and a log that never changes.'

/** The index of the documentation in the form of llmstxt.org. */
export async function docsIndex(): Promise<string> {
  const guides = await Promise.all(GUIDES.map((slug) => readGuide(slug, 'en')))
  const { origin } = new URL(env().APP_URL)
  const link = (title: string, path: string, about: string) => `- [${title}](${origin}${path}): ${about}`
  return [
    '# Hourglass',
    `> ${ABOUT}`,
    '## Guides',
    guides.map(({ slug, title, lead }) => link(title, guideTextPath(slug), oneLine(lead))).join('\n'),
    '## API reference',
    [
      link('OpenAPI 3.1 document', '/api/v1/openapi.json', 'every call, its fields, answers and refusals.'),
      ...apiChapters().map(({ slug, tag, about, operations }) =>
        link(
          tag,
          chapterPath(slug),
          `${about} ${operations.map((one) => `${one.method} ${one.path}`).join(', ')}.`,
        ),
      ),
    ].join('\n'),
    '## Optional',
    [
      link('Everything in one file', '/llms-full.txt', 'all guides and all calls as Markdown.'),
      link('The documentation for people', PATHS.docs, 'the same as pages, in English and Russian.'),
    ].join('\n'),
    '',
  ].join('\n\n')
}

/** The whole documentation as one text of Markdown. */
export async function wholeDocs(): Promise<string> {
  const guides = await Promise.all(GUIDES.map((slug) => readGuide(slug, 'en')))
  const chapters = apiChapters().map(({ tag, about, operations }) =>
    [`## ${tag}`, about, ...operations.map(operationText)].join('\n\n'),
  )
  const reference = ['# API reference', apiDocument().info.description, ...chapters].join('\n\n')
  return [...guides.map(guideText), reference].join('\n\n---\n\n').concat('\n')
}

function oneLine(text: string): string {
  return text.replaceAll('\n', ' ')
}
