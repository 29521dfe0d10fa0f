import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'
import { securityHeaders } from './app/_headers/security-headers'

const withNextIntl = createNextIntlPlugin('./app/_i18n/request.ts')

const config: NextConfig = {
  // Tests build into a folder of their own, so that they never pull a running server's files from under it.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  typescript: {
    // Types are checked by `npm test`; a start need not check them again.
    ignoreBuildErrors: true,
  },
  poweredByHeader: false,
  reactStrictMode: true,
  headers: async () => [
    {
      source: '/:path*',
      headers: securityHeaders({ development: process.env.NODE_ENV === 'development' }),
    },
  ],
  // Native and server-only packages stay outside the bundle.
  serverExternalPackages: ['@node-rs/argon2', 'pdfkit', 'postgres', 'pino', 'rate-limiter-flexible'],
}

export default withNextIntl(config)
