const POLL_MS = 3000

/** The content on screen, as the server wrote it. */
let shown = ''

/** Puts the page's newest content in place of the old, and leaves open what was open. */
function show(html) {
  if (html === shown) return
  shown = html
  const open = [...document.querySelectorAll('details[open]')].map(({ id }) => id)
  const next = new DOMParser().parseFromString(html, 'text/html').querySelector('main')
  if (!next) return
  document.querySelector('main').replaceWith(next)
  for (const id of open) document.getElementById(id)?.setAttribute('open', '')
}

/** Whoever is choosing or typing must not have the field taken away. */
function isBusy() {
  return document.activeElement?.matches('input, select') || document.hidden
}

async function poll() {
  try {
    if (!isBusy()) {
      const response = await fetch('/')
      const html = await response.text()
      if (!isBusy()) show(html)
    }
  } catch {
    // The sandbox is being restarted; the next poll finds it again.
  }
  setTimeout(poll, POLL_MS)
}

async function post(form) {
  const body = new URLSearchParams(new FormData(form))
  const response = await fetch(form.action, { method: 'POST', headers: { accept: 'text/html' }, body })
  return response.text()
}

// Without this script a button loads the page anew, which works as well and jumps.
document.addEventListener('submit', async (event) => {
  const form = event.target
  event.preventDefault()
  const index = [...document.querySelectorAll('button')].indexOf(event.submitter)
  const html = await post(form).catch(() => undefined)
  if (html === undefined) {
    // The sandbox cannot be reached, and the browser says so better than this page can.
    form.submit()
    return
  }
  show(html)
  const problem = document.querySelector('.problem')
  problem?.scrollIntoView({ block: 'center' })
  // The focus stays near the button that was pressed, for whoever uses the keyboard.
  if (!problem)
    [...document.querySelectorAll('button')].at(Math.max(0, index))?.focus({ preventScroll: true })
})

setTimeout(poll, POLL_MS)
