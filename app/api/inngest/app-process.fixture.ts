import { NextRequest } from 'next/server'
import { serveHandler } from '@/lib/testing/serve-handler'
import { GET, POST, PUT } from './route'

// A server of its own for what Inngest calls, so that a test can kill it in the middle.
const methods = { GET, POST, PUT }
const { url } = await serveHandler((request) => {
  const handler = methods[request.method as keyof typeof methods]
  return handler(new NextRequest(request), {})
})
process.stdout.write(`${url}\n`)
