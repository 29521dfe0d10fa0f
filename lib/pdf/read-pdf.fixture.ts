import { extractText } from 'unpdf'

/** The bytes of a stream. */
export async function bytesOf(stream: AsyncIterable<unknown>): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(Buffer.from(part as Uint8Array))
  return new Uint8Array(Buffer.concat(parts))
}

/** What a reader sees on each page of a PDF; spaces of all kinds read as one. */
export async function readPdf(bytes: Uint8Array): Promise<string[]> {
  const { text } = await extractText(new Uint8Array(bytes))
  return text.map((page) => page.replaceAll(/[\s\u00a0]+/g, ' ').trim())
}
