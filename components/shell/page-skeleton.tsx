import { Skeleton, SkeletonScreen } from '@/components/ui/skeleton'

/** What a page of the account or admin area looks like while it loads: the body of its `loading.tsx`. */
export function PageSkeleton() {
  return (
    <SkeletonScreen>
      <Skeleton className="h-8 w-44" />
      <Skeleton className="mt-3 h-4 w-72 max-w-full" />
      <Skeleton className="mt-8 h-40 rounded-card" />
      <div className="mt-6 flex flex-col gap-3 rounded-card border border-line bg-surface p-6">
        {['w-1/2', 'w-2/3', 'w-2/5', 'w-3/5', 'w-1/2'].map((width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the shapes are fixed and have no identity.
          <div key={index} className="flex justify-between gap-6 py-2">
            <Skeleton className={`h-4 ${width}`} />
            <Skeleton className="h-4 w-20 shrink-0" />
          </div>
        ))}
      </div>
    </SkeletonScreen>
  )
}
