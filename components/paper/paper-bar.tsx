import { ArrowLeft, Download } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { buttonClass } from '@/components/ui/button-class'
import { PrintButton } from './print-button'

type PaperBarProps = {
  back: { href: string; label: string }
  /** Where the same document is in the other language, and what that is called in it. */
  otherLanguage: { href: string; lang: string; label: string }
  pdfHref: string
  csvHref?: string
}

/** What can be done with a document; not printed with it. */
export function PaperBar({ back, otherLanguage, pdfHref, csvHref }: PaperBarProps) {
  const t = useTranslations('paper')
  return (
    <div className="mb-5 flex flex-wrap items-center gap-2 print:hidden">
      <Link href={back.href} className={buttonClass({ variant: 'ghost' })}>
        <ArrowLeft aria-hidden="true" />
        {back.label}
      </Link>
      <div className="ml-auto flex flex-wrap gap-2 max-sm:ml-0">
        <Link
          href={otherLanguage.href}
          lang={otherLanguage.lang}
          hrefLang={otherLanguage.lang}
          className={buttonClass({ variant: 'ghost' })}
        >
          {otherLanguage.label}
        </Link>
        <PrintButton label={t('print')} />
        {csvHref && (
          <a href={csvHref} download className={buttonClass({ variant: 'secondary' })}>
            <Download aria-hidden="true" />
            {t('csv')}
          </a>
        )}
        <a href={pdfHref} download className={buttonClass({ variant: 'secondary' })}>
          <Download aria-hidden="true" />
          {t('pdf')}
        </a>
      </div>
    </div>
  )
}
