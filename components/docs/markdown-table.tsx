import type { Tokens } from 'marked'
import { Inline } from './inline-markdown'

/** A table of a guide: rows on a desktop, an entry for each row on a phone. */
export function MarkdownTable({ token }: { token: Tokens.Table }) {
  const heads = token.header.map((cell) => cell.text)
  return (
    <div className="my-5 overflow-hidden rounded-card border border-line bg-surface">
      {/* biome-ignore-start lint/a11y/noRedundantRoles: browsers drop the native role when `display` changes. */}
      <table role="table" className="w-full border-collapse text-sm max-sm:block">
        <thead role="rowgroup" className="max-sm:sr-only">
          <tr role="row" className="border-b border-line bg-sunken/60">
            {token.header.map((cell) => (
              <th
                key={cell.text}
                role="columnheader"
                scope="col"
                className="h-10 px-4 text-left text-[0.8125rem] font-medium text-subtle"
              >
                <Inline tokens={cell.tokens} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="divide-y divide-line max-sm:block">
          {token.rows.map((row) => (
            <tr key={row[0]?.text} role="row" className="max-sm:block max-sm:px-4 max-sm:py-3">
              {row.map((cell, index) => (
                <td
                  key={heads[index]}
                  role="cell"
                  className="px-4 py-2.5 align-top leading-6 break-words text-muted first:text-ink max-sm:block max-sm:px-0 max-sm:py-0.5 sm:first:whitespace-nowrap"
                >
                  <Inline tokens={cell.tokens} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: as above. */}
    </div>
  )
}
