import type { ReactNode } from 'react'
import { Card, CardBody, CardHeader } from '@/components/ui/card'

type TableCardProps = {
  id: string
  title: string
  /** How many rows the table has. */
  count: number
  /** Said in place of an empty table; without it there is no card then. */
  empty?: string
  children: ReactNode
}

/** A card with one table, or what is said where there is nothing to show. */
export function TableCard({ id, title, count, empty, children }: TableCardProps) {
  if (count === 0 && empty === undefined) return null
  return (
    <Card aria-labelledby={id}>
      <CardHeader id={id} title={title} />
      {count === 0 ? <CardBody className="text-sm text-muted">{empty}</CardBody> : children}
    </Card>
  )
}
