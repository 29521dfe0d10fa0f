import type { Settings } from './environment'
import { isPortFree } from './free-port'
import { Problem } from './problem'

/** Asks for the ports before anything is started. @throws Problem that names those that are taken. */
export async function checkPorts(settings: Settings): Promise<void> {
  const wanted = [{ variable: 'PORT', port: settings.port, host: settings.host }]
  const { sandboxPort } = settings.stripe
  if (sandboxPort !== undefined)
    wanted.push({ variable: 'SANDBOX_PORT', port: sandboxPort, host: '127.0.0.1' })
  const sentences: string[] = []
  for (const { variable, port, host } of wanted) {
    if (await isPortFree(port, host)) continue
    sentences.push(
      `Port ${port} is taken by another program: stop that one, or set ${variable} to a free port.`,
    )
  }
  if (settings.port === sandboxPort)
    sentences.push('PORT and SANDBOX_PORT are the same: set them to different ports.')
  if (sentences.length > 0) throw new Problem(sentences.join('\n'))
}
