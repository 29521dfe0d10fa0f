/** A quoted text, and the colon that makes it a name. Enough for a curl call and its JSON. */
const TOKENS = /("[^"\n]*")(\s*:)?/g

/** Gives names and strings of a short example their colours. */
export function CodeTint({ code }: { code: string }) {
  const parts: React.ReactNode[] = []
  let end = 0
  for (const match of code.matchAll(TOKENS)) {
    const [whole, text, colon] = match
    parts.push(code.slice(end, match.index))
    parts.push(
      <span key={match.index} className={colon ? 'text-info' : 'text-accent'}>
        {text}
      </span>,
    )
    if (colon) parts.push(colon)
    end = match.index + whole.length
  }
  parts.push(code.slice(end))
  return <>{parts}</>
}
