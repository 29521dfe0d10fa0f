/**
 * Ends this process in good order when the one that started it is gone. Loaded with `--import` into every
 * Node program of the stack: a kill -9 of the start script must not leave a server holding its port.
 */
export function endWithParent() {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, 1_000)
  timer.unref()
}
