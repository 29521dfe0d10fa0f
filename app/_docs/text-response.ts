/** A text of the documentation for whoever asks, such as a language model. */
export function textResponse(text: string, type: 'text/plain' | 'text/markdown'): Response {
  return new Response(text, {
    headers: { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'public, max-age=300' },
  })
}
