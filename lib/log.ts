import pino from 'pino'

/** The process's log: JSON lines on standard error, with what must never be written struck out. */
export const log = pino(
  {
    level: process.env.LOG_LEVEL || 'info',
    redact: {
      paths: ['*.password', '*.authorization', '*.secret', '*.client_secret', 'password', 'authorization'],
      censor: '[redacted]',
    },
    serializers: { error: pino.stdSerializers.err },
  },
  pino.destination(2),
)
