import { ApiExample } from '@/components/site/api-example'
import { Audience } from '@/components/site/audience'
import { ClosingCall } from '@/components/site/closing-call'
import { Guarantees } from '@/components/site/guarantees'
import { Hero } from '@/components/site/hero'
import { HowItWorks } from '@/components/site/how-it-works'
import { PriceExample } from '@/components/site/price-example'

export default function LandingPage() {
  return (
    <>
      <Hero />
      <HowItWorks />
      <PriceExample />
      <Guarantees />
      <ApiExample />
      <Audience />
      <ClosingCall />
    </>
  )
}
