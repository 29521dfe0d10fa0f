import { marked, type Token, type Tokens } from 'marked'
import type { ReactNode } from 'react'
import { CodeTint } from '@/components/site/code-tint'
import { Callout } from '@/components/ui/callout'
import { CodeBlock } from '@/components/ui/code-block'
import { Inline } from './inline-markdown'
import { MarkdownTable } from './markdown-table'

/** What a fenced block is called, by its language. */
const CODE_LABELS: Record<string, string> = { sh: 'Shell', json: 'JSON', js: 'JavaScript' }

type MarkdownProps = {
  text: string
  /** Anchors of the headings in their order. */
  anchors?: readonly string[]
}

/**
 * Markdown as elements of ours. The text is read and never passed on as HTML, so that nothing in it can be a script;
 * HTML in it is shown as it is written.
 */
export function Markdown({ text, anchors = [] }: MarkdownProps) {
  const tokens = marked.lexer(text)
  const left = [...anchors]
  return tokens.map((token, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name and never move.
    <Block key={index} token={token} anchor={token.type === 'heading' ? left.shift() : undefined} />
  ))
}

function Block({ token, anchor }: { token: Token; anchor?: string | undefined }): ReactNode {
  switch (token.type) {
    case 'heading':
      return <Heading token={token as Tokens.Heading} anchor={anchor} />
    case 'paragraph':
      return (
        <p className="my-4 text-[0.9375rem]/7 text-muted first:mt-0 last:mb-0">
          <Inline tokens={token.tokens} />
        </p>
      )
    case 'code': {
      const { text, lang } = token as Tokens.Code
      return (
        <CodeBlock code={text} label={CODE_LABELS[lang ?? ''] ?? lang} className="my-5">
          <CodeTint code={text} />
        </CodeBlock>
      )
    }
    case 'list':
      return <List token={token as Tokens.List} />
    case 'table':
      return <MarkdownTable token={token as Tokens.Table} />
    case 'blockquote':
      return (
        <Callout className="my-5">
          {(token as Tokens.Blockquote).tokens.map((inner, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <Inline key={index} tokens={inner.type === 'paragraph' ? inner.tokens : [inner]} />
          ))}
        </Callout>
      )
    case 'text':
      return <Inline tokens={token.tokens ?? [token]} />
    case 'space':
      return null
    default:
      return <p>{token.raw}</p>
  }
}

function Heading({ token, anchor }: { token: Tokens.Heading; anchor: string | undefined }) {
  const content = <Inline tokens={token.tokens} />
  return token.depth <= 2 ? (
    <h2 id={anchor} className="mt-12 mb-3 text-xl/7 font-semibold tracking-[-0.015em] first:mt-0">
      {content}
    </h2>
  ) : (
    <h3 id={anchor} className="mt-8 mb-2 text-[0.9375rem]/6 font-semibold">
      {content}
    </h3>
  )
}

function List({ token }: { token: Tokens.List }) {
  const items = token.items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above.
    <li key={index} className="pl-1">
      {item.tokens.map((inner, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above.
        <Block key={place} token={inner} />
      ))}
    </li>
  ))
  const look = 'my-4 flex flex-col gap-2 pl-5 text-[0.9375rem]/7 text-muted marker:text-subtle'
  return token.ordered ? (
    <ol className={`${look} list-decimal`}>{items}</ol>
  ) : (
    <ul className={`${look} list-disc`}>{items}</ul>
  )
}
