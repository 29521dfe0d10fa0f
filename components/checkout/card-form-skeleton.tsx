import { Skeleton, SkeletonScreen } from '@/components/ui/skeleton'

/** The shape of a card form, while it is on its way. */
export function CardFormSkeleton() {
  return (
    <SkeletonScreen className="grid grid-cols-2 gap-4">
      <Skeleton className="col-span-2 h-4 w-28" />
      <Skeleton className="col-span-2 -mt-2 h-11" />
      <Skeleton className="h-4 w-24" />
      <Skeleton className="h-4 w-24" />
      <Skeleton className="-mt-2 h-11" />
      <Skeleton className="-mt-2 h-11" />
      <Skeleton className="col-span-2 mt-2 h-11" />
    </SkeletonScreen>
  )
}
