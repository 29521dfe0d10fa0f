/** The media types by which each form of an answer beside JSON is asked for. */
const TYPES = {
  csv: ['text/csv'],
  jsonl: ['application/x-ndjson', 'application/jsonl'],
  pdf: ['application/pdf'],
} as const

/** What JSON goes by, the most exact first: the first one that is there says how much it is wanted. */
const JSON_TYPES = ['application/json', 'application/*', '*/*']

/**
 * How an answer is to look: as `format` says or, without it, as the caller accepts. A file is given to whoever names its
 * type and wants it more than JSON; everyone else, such as a browser, gets JSON.
 */
export function wantedFormat<F extends keyof typeof TYPES>(
  request: Request,
  format: F | 'json' | undefined,
  files: readonly F[],
): F | 'json' {
  if (format !== undefined) return format
  const accepted = readAccept(request.headers.get('accept') ?? '')
  let best: { is: F | 'json'; q: number } = { is: 'json', q: firstOf(JSON_TYPES, accepted) }
  for (const file of files) {
    const q = Math.max(...TYPES[file].map((type) => accepted.get(type) ?? 0))
    if (q > best.q) best = { is: file, q }
  }
  return best.is
}

function firstOf(types: string[], accepted: Map<string, number>): number {
  return types.map((type) => accepted.get(type)).find((q) => q !== undefined) ?? 0
}

/** How much each type is wanted, from 0 to 1. What cannot be read asks for nothing. */
function readAccept(header: string): Map<string, number> {
  const entries = header.split(',').map((entry): [type: string, q: number] => {
    const [type = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase())
    const q = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1)
    return [type, q >= 0 && q <= 1 ? q : 0]
  })
  return new Map(entries)
}
