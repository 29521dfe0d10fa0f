import { wholeDocs } from '@/app/_docs/docs-texts'
import { textResponse } from '@/app/_docs/text-response'

// It names the address of this installation, which is known when it runs and not when it is built.
export const dynamic = 'force-dynamic'

/** The whole documentation as one text. */
export async function GET(): Promise<Response> {
  return textResponse(await wholeDocs(), 'text/plain')
}
