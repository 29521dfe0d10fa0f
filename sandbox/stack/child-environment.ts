import type { Settings } from './environment'
import type { Variables } from './read-env-files'
import type { Secrets } from './secrets'

/**
 * The environment of the programs the stack starts: the caller's own, with every gap closed.
 * @param databaseUrl the address the application logs in with.
 * @param secrets undefined in production, where each one was given.
 */
export function childEnvironment(
  variables: Variables,
  settings: Settings,
  databaseUrl: string,
  secrets: Secrets | undefined,
): Variables {
  const { stripe } = settings
  return {
    ...variables,
    DATABASE_URL: databaseUrl,
    NODE_ENV: settings.production ? 'production' : variables.NODE_ENV,
    // The owner's address is for migrations alone: the application must not be able to change its tables.
    // Empty and not absent: Next reads .env files too, and would fill the gap.
    DATABASE_MIGRATION_URL: '',
    DATA_DIR: settings.dataDirectory,
    HOST: settings.host,
    PORT: `${settings.port}`,
    APP_URL: settings.appUrl,
    NEXTAUTH_URL: settings.appUrl,
    NEXT_TELEMETRY_DISABLED: '1',
    AUTH_SECRET: settings.authSecret ?? secrets?.authSecret,
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_PUBLISHABLE_KEY: stripe.publishableKey,
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret ?? secrets?.stripeWebhookSecret,
    STRIPE_API_BASE: stripe.apiBase,
    HOURGLASS_SANDBOX: settings.sandbox ? '1' : '0',
  }
}
