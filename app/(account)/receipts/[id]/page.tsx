import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { wordsIn } from '@/app/_i18n/words-in'
import { openReceiptPaper } from '@/app/_papers/open-papers'
import { asFile, inOtherLanguage, orNotThere, readPaperQuery } from '@/app/_papers/read-paper-query'
import { PaperBar } from '@/components/paper/paper-bar'
import { PaperSheet } from '@/components/paper/paper-sheet'
import { PATHS, receiptPath } from '@/components/shell/paths'
import { database } from '@/db/connection'
import { actingFor } from '@/lib/auth/acting-for'
import { requireUser } from '@/lib/auth/session'
import { pathId } from '@/lib/http/path-id'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('paper'))('receipt'), robots: { index: false } }
}

type ReceiptPageProps = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ReceiptPage({ params, searchParams }: ReceiptPageProps) {
  const { id } = await params
  const actor = await requireUser(receiptPath(id))
  const query = await readPaperQuery(await searchParams)
  const t = await getTranslations('paper')
  const paper = await orNotThere(async () =>
    openReceiptPaper(
      database(),
      { userId: actingFor(actor, query.user), paymentId: pathId({ id }) },
      query.locale,
    ),
  )
  const other = inOtherLanguage(receiptPath(id), query)
  return (
    <div className="mx-auto max-w-3xl">
      <PaperBar
        back={{ href: PATHS.transactions, label: t('backToLog') }}
        otherLanguage={{ ...other, label: wordsIn(query.locale).t('otherLanguage') }}
        pdfHref={asFile(`${receiptPath(id)}/pdf`, query)}
      />
      <PaperSheet paper={paper} />
    </div>
  )
}
