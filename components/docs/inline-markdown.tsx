import { marked, type Token } from 'marked'
import type { ReactNode } from 'react'
import { TextLink } from '@/components/ui/text-link'

/** A line of Markdown: code, emphasis and links, without a paragraph around it. */
export function InlineMarkdown({ text }: { text: string }) {
  return <Inline tokens={marked.Lexer.lexInline(text)} />
}

/** The parts of a line. */
export function Inline({ tokens = [] }: { tokens?: Token[] | undefined }): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name and never move.
  return tokens.map((token, index) => <InlineToken key={index} token={token} />)
}

function InlineToken({ token }: { token: Token }): ReactNode {
  switch (token.type) {
    case 'codespan':
      return (
        <code className="rounded-[0.3rem] border border-line bg-sunken px-1 py-px font-mono text-[0.85em] break-words text-ink">
          {token.text}
        </code>
      )
    case 'strong':
      return (
        <strong className="font-semibold text-ink">
          <Inline tokens={token.tokens} />
        </strong>
      )
    case 'em':
      return (
        <em>
          <Inline tokens={token.tokens} />
        </em>
      )
    case 'link':
      return (
        <TextLink href={token.href}>
          <Inline tokens={token.tokens} />
        </TextLink>
      )
    case 'escape':
      return token.text
    case 'text':
      return token.tokens ? <Inline tokens={token.tokens} /> : token.text
    default:
      return token.raw
  }
}
