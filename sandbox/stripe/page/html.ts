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
  :root { color-scheme: light dark;
    --canvas: light-dark(#faf9f6, #121110); --surface: light-dark(#fff, #1a1917); --sunken: light-dark(#f4f2ed, #0d0c0b);
    --line: light-dark(#e8e4dc, #2b2926); --control: light-dark(#918b80, #736d64);
    --ink: light-dark(#1b1916, #f3f0ea); --muted: light-dark(#57524a, #b3ada3); --accent: light-dark(#8a5609, #e0a94a);
    --solid: light-dark(#1f1c18, #ecd3a2); --on-solid: light-dark(#fdfbf7, #1b1916) }
  * { box-sizing: border-box }
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 68rem; margin: 0 auto; padding: 1.5rem 1rem 4rem;
    background: var(--canvas); color: var(--ink) }
  h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .25rem }
  p { color: var(--muted); margin: .25rem 0; max-width: 46rem }
  a { color: inherit } code { font-size: .9em }
  main.card { max-width: 24rem; margin: 12vh auto 0; padding: 1.5rem; background: var(--surface);
    border: 1px solid var(--line); border-radius: 12px }
  button { font: inherit; padding: .5rem .9rem; border-radius: 8px; cursor: pointer; color: inherit;
    border: 1px solid var(--control); background: var(--surface) }
  button:hover { border-color: var(--ink) }
  main.card button { width: 100%; margin-top: .75rem; padding: .65rem }
  button.main { background: var(--solid); color: var(--on-solid); border-color: transparent }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }`

interface Extras {
  style?: string
  /** Where the page's script is. */
  script?: string
}

/** A whole page; `body` is trusted HTML. */
export function htmlPage(title: string, body: string, { style = '', script }: Extras = {}): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}${style}</style>${script ? `\n<script src="${escapeHtml(script)}" defer></script>` : ''}
</head>
<body>
${body}
</body>
</html>
`
}
