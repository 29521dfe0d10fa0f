import { type Logger, pino } from 'pino'
import { env } from './env'

let logger: Logger | undefined

/** The server's log: one JSON line for each event, to standard output. Secrets are struck out by name. */
export function log(): Logger {
  logger ??= pino({
    level: env().LOG_LEVEL,
    redact: { paths: SECRET_PATHS, censor: '[secret]' },
    base: { app: 'hourglass' },
  })
  return logger
}

const SECRET_NAMES = [
  'password',
  'authorization',
  'cookie',
  'secret',
  'token',
  'access_token',
  'client_secret',
]
const SECRET_PATHS = SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
