const MAX_CHARACTERS = 1000

/** The beginning of an answer as a text that can be stored and shown; null for an empty one. */
export function excerptOf(bytes: Uint8Array): string | null {
  // Whatever is no UTF-8, or cut in the middle, becomes a replacement character; control characters go.
  const text = new TextDecoder()
    .decode(bytes)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .slice(0, MAX_CHARACTERS)
    .toWellFormed()
    .trim()
  return text === '' ? null : text
}
