import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

const FOLDER = fileURLToPath(new URL('../../../../web/dist/', import.meta.url))
const NONCE_PLACE = '__CSP_NONCE__'
const MISSING =
  '<!doctype html><title>Mainstay</title><p>The web application is not built. Start the program with npm start.</p>'

/** Serves the built web application: files with a hash in their name for ever, its page fresh and with a nonce for styles. */
export async function webDoor(app: FastifyInstance): Promise<void> {
  if (existsSync(FOLDER)) {
    await app.register(fastifyStatic, {
      root: FOLDER,
      index: false,
      wildcard: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  app.get('/*', async (request, reply) => {
    const wantsPage = request.headers.accept?.includes('text/html') ?? false
    if (request.url.startsWith('/api/') || request.url.startsWith('/assets/') || !wantsPage) return reply.callNotFound()
    return sendPage(reply)
  })
}

async function sendPage(reply: FastifyReply): Promise<FastifyReply> {
  const page = existsSync(`${FOLDER}index.html`) ? await readFile(`${FOLDER}index.html`, 'utf8') : MISSING
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .send(page.replaceAll(NONCE_PLACE, reply.cspNonce.style))
}
