let isPressed = false

for (const type of ['pointerdown', 'pointerup', 'pointercancel']) {
  window.addEventListener(
    type,
    () => {
      isPressed = type === 'pointerdown'
    },
    true,
  )
}

/** Runs a function now, or after the press of a pointer that is under way has become a click. */
export function afterPress(run) {
  if (!isPressed) {
    run()
    return
  }
  const wait = () => setTimeout(() => (isPressed ? afterPress(run) : run()), 30)
  window.addEventListener('pointerup', wait, { once: true })
}
