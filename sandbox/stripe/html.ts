const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text made safe inside HTML, in elements and in quoted attributes. */
export function escapeHtml(text: unknown): string {
  return String(text ?? '').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}

const STYLE = `
  :root { color-scheme: light dark; --line: light-dark(#e3e5ea, #33363d); --muted: light-dark(#5b6170, #a3a9b6) }
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 68rem; margin: 0 auto; padding: 2rem 1rem;
    background: light-dark(#fff, #16181d); color: light-dark(#16181d, #eceef2) }
  h1 { font-size: 1.4rem; margin: 0 0 .25rem } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem }
  p { color: var(--muted); margin: .25rem 0; max-width: 44rem }
  .scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: .875rem }
  th { text-align: left; font-weight: 600; color: var(--muted) }
  th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); white-space: nowrap }
  td.number { text-align: right; font-variant-numeric: tabular-nums } code { font-size: .85em }
  main.card { max-width: 24rem; margin: 12vh auto 0; padding: 1.5rem; border: 1px solid var(--line); border-radius: 12px }
  button { font: inherit; width: 100%; margin-top: .75rem; padding: .65rem; border-radius: 8px; cursor: pointer;
    border: 1px solid var(--line); background: transparent; color: inherit }
  button.main { background: light-dark(#4f46e5, #818cf8); color: light-dark(#fff, #10121a); border-color: transparent }
  :focus-visible { outline: 2px solid light-dark(#4f46e5, #a5b4fc); outline-offset: 2px }`

/** A whole page; `body` is trusted HTML. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`
}
