import { addTariffPrice } from '@/lib/billing/tariffs/add-tariff-price'
import { operation } from './operation'

/** A dated price, now or within the hour, for everybody or for new subscribers alone. */
export const addPrice = operation({
  kind: 'add-price',
  weight: 5,
  aim: ({ dice, world, asOf }) => {
    // A price equal to the one before it says that this one goes on, and comes anew with a price that is put before it:
    // so no tariff that is so cheap that two prices are equal by chance.
    const tariff = dice.pick(
      world.tariffs.filter(({ hourlyRateMicros }) => BigInt(hourlyRateMicros) > 1_000_000n),
    )
    // Up to twice the first price: tariffs stay as far apart as they were planted.
    const base = BigInt(tariff.hourlyRateMicros)
    const hourlyRateMicros = (base + (base * BigInt(dice.whole(0, 1_000_000))) / 1_000_000n).toString()
    const effectiveFrom = new Date(
      asOf.getTime() + (dice.chance(0.5) ? 0 : dice.whole(1, 3_600_000)),
    ).toISOString()
    return {
      args: {
        adminId: world.adminId,
        tariffId: tariff.tariffId,
        hourlyRateMicros,
        effectiveFrom,
        appliesToExisting: dice.chance(0.7),
      },
      effect: {
        table: 'tariff_prices',
        // A price has no key, so nobody asks for one again after no answer came.
        once: false,
        key: `${tariff.tariffId}/${hourlyRateMicros}/${effectiveFrom}`,
        row: {},
      },
    }
  },
  perform: async ({ db }, args, asOf) => {
    const price = {
      ...args,
      asOf,
      hourlyRateMicros: BigInt(args.hourlyRateMicros),
      effectiveFrom: new Date(args.effectiveFrom),
    }
    await db.transaction((tx) => addTariffPrice(tx, price))
    return { ok: true }
  },
})
