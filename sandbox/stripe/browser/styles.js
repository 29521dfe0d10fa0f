const SYSTEM_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif'

const THEMES = {
  stripe: {
    colorPrimary: '#0570de',
    colorBackground: '#ffffff',
    colorText: '#30313d',
    colorDanger: '#c4183a',
  },
  night: {
    colorPrimary: '#85d996',
    colorBackground: '#30313d',
    colorText: '#ffffff',
    colorDanger: '#fe87a1',
  },
  flat: { colorPrimary: '#0570de', colorBackground: '#f1f1f4', colorText: '#30313d', colorDanger: '#c4183a' },
}

/** An appearance with the theme's defaults filled in. */
export function resolveAppearance(appearance = {}) {
  const theme = THEMES[appearance.theme] ?? THEMES.stripe
  return {
    isDark: appearance.theme === 'night',
    rules: appearance.rules ?? {},
    variables: {
      fontFamily: SYSTEM_FONT,
      fontSizeBase: '16px',
      borderRadius: '5px',
      spacingUnit: '4px',
      ...theme,
      ...appearance.variables,
    },
  }
}

/** Writes an appearance on an element as CSS variables. Through the CSSOM, which a page's CSP lets pass. */
export function applyAppearance(element, appearance) {
  const { variables, isDark } = resolveAppearance(appearance)
  const set = {
    '--primary': variables.colorPrimary,
    '--background': variables.colorBackground,
    '--text': variables.colorText,
    '--danger': variables.colorDanger,
    '--font': variables.fontFamily,
    '--size': variables.fontSizeBase,
    '--radius': variables.borderRadius,
    '--unit': variables.spacingUnit,
    '--on-primary': variables.accessibleColorOnColorPrimary ?? variables.buttonColorText,
  }
  for (const [name, value] of Object.entries(set)) {
    if (value === undefined) element.style.removeProperty(name)
    else element.style.setProperty(name, value)
  }
  element.style.setProperty('color-scheme', isDark ? 'dark' : 'light')
}

/** The `rules` of an appearance as CSS: only Stripe's class selectors, as Stripe allows. */
export function rulesCss(appearance) {
  return Object.entries(resolveAppearance(appearance).rules)
    .filter(([selector]) => selector.startsWith('.') && !/[{}]/.test(selector))
    .map(([selector, declarations]) => {
      const body = Object.entries(declarations)
        .map(([name, value]) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${value}`)
        .join('; ')
      return `${selector} { ${body} }`
    })
    .join('\n')
}

/** A style sheet made by script: it works under a CSP that forbids inline styles. */
export function styleSheet(css) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  return sheet
}

const BASE_CSS = `
:host { display: block; text-align: start; }
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
.root {
  --line: color-mix(in srgb, var(--text) 24%, var(--background));
  --muted: color-mix(in srgb, var(--text) 76%, var(--background));
  font: 400 var(--size)/1.5 var(--font); color: var(--text); -webkit-font-smoothing: antialiased;
}
button { font: inherit; color: inherit; cursor: pointer; }
button:disabled { cursor: progress; opacity: .6; }
`

/** The card form. */
export const FORM_CSS = `${BASE_CSS}
.grid { display: grid; grid-template-columns: 1fr 1fr; gap: calc(var(--unit) * 3); }
.Field { min-width: 0; }
.Field[data-field="number"] { grid-column: 1 / -1; }
.Label { display: block; margin-bottom: var(--unit); font-size: .875em; }
.Wrap { position: relative; }
.Input {
  display: block; width: 100%; margin: 0; padding: calc(var(--unit) * 2.75) calc(var(--unit) * 3);
  font: inherit; line-height: 1.4; color: var(--text); font-variant-numeric: tabular-nums; letter-spacing: .01em;
  background: var(--background); border: 1px solid var(--line); border-radius: var(--radius);
  box-shadow: 0 1px 1px rgb(0 0 0 / .03); transition: border-color .12s, box-shadow .12s; appearance: none;
}
[data-field="number"] .Input { padding-inline-end: 3.5rem; }
.Input::placeholder { color: color-mix(in srgb, var(--text) 62%, var(--background)); opacity: 1; }
.Input:hover:not(:disabled) { border-color: color-mix(in srgb, var(--text) 40%, var(--background)); }
.Input:focus {
  outline: 2px solid transparent; border-color: var(--primary);
  box-shadow: 0 0 0 3px color-mix(in srgb, var(--primary) 28%, transparent);
}
.Input[aria-invalid="true"] { border-color: var(--danger); color: var(--danger); }
.Input[aria-invalid="true"]:focus { box-shadow: 0 0 0 3px color-mix(in srgb, var(--danger) 25%, transparent); }
.Input:disabled { opacity: .65; }
.Brand {
  position: absolute; inset-block: 0; inset-inline-end: calc(var(--unit) * 3); display: flex; align-items: center;
  pointer-events: none;
}
.Brand svg { display: block; border-radius: 3px; box-shadow: 0 0 0 1px color-mix(in srgb, var(--text) 14%, transparent); }
.Error { margin: var(--unit) 0 0; font-size: .8125em; color: var(--danger); }
.Terms { margin: calc(var(--unit) * 3) 0 0; font-size: .8125em; color: var(--muted); }
.Sandbox { margin-top: calc(var(--unit) * 4); font-size: .8125em; color: var(--muted); }
.Sandbox p { margin: 0 0 calc(var(--unit) * 1.5); }
.Cards { display: flex; flex-wrap: wrap; gap: calc(var(--unit) * 1.5); }
.Card {
  min-height: 2rem; padding: 0 .75em; border: 1px solid var(--line); border-radius: 999px; background: transparent;
  transition: border-color .12s, color .12s;
}
.Card:hover { border-color: var(--primary); color: var(--text); }
.Card:focus-visible { outline: 2px solid var(--primary); outline-offset: 2px; }
@media (prefers-reduced-motion: reduce) { .Input, .Card { transition: none; } }
`

/** The stand-in for the bank's page. */
export const DIALOG_CSS = `${BASE_CSS}
dialog {
  width: min(24rem, calc(100vw - 2rem)); max-height: calc(100dvh - 2rem); overflow: auto; margin: auto;
  padding: calc(var(--unit) * 6); border: 1px solid var(--line); background: var(--background); color: var(--text);
  border-radius: max(var(--radius), 12px); box-shadow: 0 24px 60px rgb(0 0 0 / .35);
}
dialog::backdrop { background: rgb(8 10 18 / .55); }
.badge { margin: 0 0 calc(var(--unit) * 3); font-size: .75em; letter-spacing: .04em; color: var(--muted); }
h2 { margin: 0; font-size: 1.125em; font-weight: 600; line-height: 1.3; }
.amount { margin: var(--unit) 0 0; font-size: 1.625em; font-weight: 600; font-variant-numeric: tabular-nums; }
.text { margin: calc(var(--unit) * 3) 0 calc(var(--unit) * 5); font-size: .9375em; color: var(--muted); }
.actions { display: grid; gap: calc(var(--unit) * 2); }
.actions button {
  min-height: 2.75rem; padding: .5rem 1rem; border: 1px solid var(--line); border-radius: var(--radius);
  background: transparent; font-weight: 500;
}
.actions button:hover:not(:disabled) { border-color: var(--muted); }
.actions .main { background: var(--primary); border-color: var(--primary); color: var(--on-primary, var(--background)); }
.actions .main:hover:not(:disabled) { filter: brightness(1.08); border-color: var(--primary); }
.actions button:focus-visible { outline: 2px solid var(--primary); outline-offset: 2px; }
`
