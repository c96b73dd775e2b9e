import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { serveWeb } from './web-door.ts'

let parent: string
let folder: string
let app: FastifyInstance

const page = { accept: 'text/html,application/xhtml+xml' }

async function build(version: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(folder, 'assets'), { recursive: true })
  await mkdir(join(folder, '.vite'))
  await writeFile(join(folder, '.vite', 'manifest.json'), 'hidden')
  await writeFile(join(folder, 'index.html'), `<!doctype html><meta nonce="__CSP_NONCE__"><p>${version}</p>`)
  await writeFile(join(folder, 'assets', `main-${version}.js`), `export const version = '${version}'`)
  await writeFile(join(folder, 'mainstay.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
}

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'mainstay-web-'))
  folder = join(parent, 'dist')
  await writeFile(join(parent, 'secret.txt'), 'secret')
  await mkdir(join(parent, 'dist-old'))
  await writeFile(join(parent, 'dist-old', 'secret.txt'), 'secret')
  app = Fastify()
  await app.register(helmet, { enableCSPNonces: true })
  await serveWeb(app, folder)
})
afterEach(async () => {
  await app.close()
  await rm(parent, { recursive: true, force: true })
})

describe('the built web application', () => {
  it('may be built, and built anew, while the server runs', async () => {
    expect((await app.inject({ url: '/', headers: page })).body).toContain('not built')
    await build('one')
    expect((await app.inject({ url: '/w/acme/portfolio', headers: page })).body).toContain('<p>one</p>')
    expect((await app.inject('/assets/main-one.js')).statusCode).toBe(200)
    await build('two')
    expect((await app.inject({ url: '/w/acme/portfolio', headers: page })).body).toContain('<p>two</p>')
    expect((await app.inject('/assets/main-two.js')).body).toContain("'two'")
    expect((await app.inject('/assets/main-one.js')).statusCode).toBe(404)
  })

  it('keeps files with a hash in their name for ever, and asks for its page each time', async () => {
    await build('one')
    const script = await app.inject('/assets/main-one.js')
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(script.headers['content-type']).toContain('javascript')
    const start = await app.inject({ url: '/index.html', headers: page })
    expect(start.headers['cache-control']).toBe('no-cache')
    expect(start.body).not.toContain('__CSP_NONCE__')
    expect((await app.inject('/mainstay.svg')).headers['cache-control']).toBe('no-cache')
  })

  it('answers what is missing under assets with 404, never with the page, and keeps no answer of it', async () => {
    await build('one')
    for (const url of ['/assets/gone.js', '/assets/', '/assets', '/assets/main-one.js/x']) {
      const reply = await app.inject({ url, headers: url === '/assets' ? {} : page })
      expect([url, reply.statusCode]).toEqual([url, 404])
      expect(reply.headers['cache-control']).toBeUndefined()
    }
    expect((await app.inject({ url: '/favicon.ico', headers: { accept: 'image/*' } })).statusCode).toBe(404)
    expect((await app.inject({ url: '/api/nothing', headers: page })).statusCode).toBe(404)
  })

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/..%5csecret.txt',
    '/%2e%2e%2fdist-old%2fsecret.txt',
    '/.vite/manifest.json',
    '/assets/%00main-one.js',
    '//secret.txt',
    '/%2fetc/passwd',
  ])('gives nothing from outside its folder, and nothing hidden: %s', async (target) => {
    await build('one')
    await app.listen({ port: 0, host: '127.0.0.1' })
    const answer = await rawRequest(target)
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d/)
    expect(answer).not.toMatch(/secret\n?$|hidden|root:/)
  })
})

/** Sends the address as it is: clients would tidy it up. */
function rawRequest(target: string): Promise<string> {
  const { port } = app.server.address() as { port: number }
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET ${target} HTTP/1.1\r\nhost: x\r\naccept: */*\r\nconnection: close\r\n\r\n`),
    )
    socket.on('data', (data) => {
      answer += data
    })
    socket.on('end', () => resolve(answer))
    socket.on('error', reject)
  })
}
