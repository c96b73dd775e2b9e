import { readFile, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

const FOLDER = fileURLToPath(new URL('../../../../web/dist', import.meta.url))
const NONCE_PLACE = '__CSP_NONCE__'
const FOR_EVER = 'public, max-age=31536000, immutable'
const FRESH = 'no-cache'
const MISSING =
  '<!doctype html><title>Mainstay</title><p>The web application is not built. Start the program with npm start.</p>'

/** Serves the built web application: files with a hash in their name for ever, its page fresh and with a nonce for styles. */
export function webDoor(app: FastifyInstance): Promise<void> {
  return serveWeb(app, FOLDER)
}

/** What lies in the folder is looked up with every request, so that a new build is served without a new start. */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    cacheControl: false,
    dotfiles: 'ignore',
    suppressWarning: true,
  })
  app.get<{ Params: { '*': string } }>('/*', async (request, reply) => {
    const path = request.params['*']
    if (request.url.startsWith('/api/')) return reply.callNotFound()
    if (await isServed(folder, path)) {
      return reply.header('cache-control', path.startsWith('assets/') ? FOR_EVER : FRESH).sendFile(path)
    }
    const wantsPage = request.headers.accept?.includes('text/html') ?? false
    if (path.startsWith('assets/') || !wantsPage) return reply.callNotFound()
    return sendPage(reply, folder)
  })
}

/** A file of the build, other than its page; nothing outside the folder and nothing hidden is one. */
async function isServed(folder: string, path: string): Promise<boolean> {
  if (path === '' || path === 'index.html' || path.includes('\0')) return false
  const full = join(folder, path)
  if (!full.startsWith(`${folder}${sep}`) || path.split(/[\\/]/).some((part) => part.startsWith('.'))) return false
  const found = await stat(full).catch(() => null)
  return found?.isFile() ?? false
}

async function sendPage(reply: FastifyReply, folder: string): Promise<FastifyReply> {
  const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => MISSING)
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', FRESH)
    .send(page.replaceAll(NONCE_PLACE, reply.cspNonce.style))
}
