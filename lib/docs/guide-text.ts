import type { Guide } from './read-guide'

/** A guide as one text of Markdown, as in its file, with what is made from the code. */
export function guideText({ title, lead, body }: Pick<Guide, 'title' | 'lead' | 'body'>): string {
  return `# ${title}\n\n${lead}\n${body}`
}
