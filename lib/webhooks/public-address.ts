import { lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** IPv4 addresses in an old way of writing IPv6, which the library takes for public ones. */
const IPV4_COMPATIBLE = ipaddr.IPv6.parseCIDR('::/96')

/**
 * Whether an address is one of the public internet: not this machine, its networks, those of a cloud's metadata, nor
 * any range that is reserved, multicast, or another spelling of an IPv4 address.
 */
export function isPublicAddress(address: string): boolean {
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' || !parsed.match(IPV4_COMPATIBLE)
}

/** Whether the host of an address is written out in figures, or by a name, that can only mean something private. */
export function isPrivateHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '')
  // The URL parser has brought every spelling of an IPv4 address (hexadecimal, one number) to the usual one.
  if (isIP(bare) !== 0) return !isPublicAddress(bare)
  return /(^|\.)(localhost|local|internal)\.?$/.test(bare)
}

/** The refusal of a connection into a private network. */
export class PrivateNetworkError extends Error {
  override readonly name = 'PrivateNetworkError'
}

/**
 * A resolver that refuses a name as soon as one of its addresses is private. A connection is made to the very addresses
 * that it answers, so a name that means something else a moment later leads nowhere else.
 */
export function publicLookup(lookup: LookupFunction = systemLookup): LookupFunction {
  return (hostname, options, done) =>
    lookup(hostname, options, (error, found, family) => {
      if (error) return done(error, found, family)
      const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found]
      if (addresses.every(isPublicAddress)) return done(null, found, family)
      done(new PrivateNetworkError(`${hostname} lies in a private network`), found, family)
    })
}
