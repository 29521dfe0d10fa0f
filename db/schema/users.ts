import { sql } from 'drizzle-orm'
import { check, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { instant, uuidKey, writtenAt } from './columns'

/** People with an account. An e-mail is stored lower-cased, so that one address is one account. */
export const users = pgTable(
  'users',
  {
    id: uuidKey(),
    email: text('email').notNull(),
    name: text('name').notNull().default(''),
    passwordHash: text('password_hash'),
    role: text('role', { enum: ['user', 'admin'] })
      .notNull()
      .default('user'),
    locale: text('locale', { enum: ['en', 'ru'] })
      .notNull()
      .default('en'),
    /** Rises when the password or the role changes: every session signed before that ends. */
    sessionVersion: integer('session_version').notNull().default(0),
    stripeCustomerId: text('stripe_customer_id').unique(),
    blockedAt: instant('blocked_at'),
    /** When a bank took a payment of theirs back; null once an admin has looked at it. Only shown: nothing is refused. */
    flaggedAt: instant('flagged_at'),
    createdAt: writtenAt(),
  },
  (table) => [
    uniqueIndex('users_email_key').on(table.email),
    check('users_email_normalized', sql`${table.email} = lower(${table.email})`),
    check('users_role_known', sql`${table.role} in ('user', 'admin')`),
    check('users_locale_known', sql`${table.locale} in ('en', 'ru')`),
  ],
)
