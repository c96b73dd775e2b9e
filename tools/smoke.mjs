// Starts the program as `npm start` does, in a fresh data folder, and waits until it answers; then stops it.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inRoot, root } from './lib/place.mjs'

const PATIENCE = 120_000
const folder = mkdtempSync(path.join(tmpdir(), 'mainstay-smoke-'))
const child = spawn(process.execPath, [inRoot('tools', 'run.mjs'), 'start', '--data', folder, '--port', '0'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
})
let output = ''

const address = await new Promise((resolve, reject) => {
  const timer = setTimeout(() => reject(new Error(`not ready after ${PATIENCE / 1000} s:\n${output}`)), PATIENCE)
  child.stdout.on('data', (piece) => {
    output += piece
    const found = /Mainstay is ready: (http:\S+)/.exec(output)?.[1]
    if (!found || !output.includes('one-time code')) return
    clearTimeout(timer)
    resolve(found)
  })
  child.on('exit', (code) => reject(new Error(`ended with ${code}:\n${output}`)))
})

const answers = await Promise.all(
  [['/livez'], ['/readyz'], ['/', 'text/html'], ['/api/session'], ['/api/openapi.json']].map(
    async ([where, accept]) => {
      const reply = await fetch(new URL(where, address), { headers: { accept: accept ?? 'application/json' } })
      return { where, status: reply.status, isEmpty: (await reply.text()).length === 0 }
    },
  ),
)
const wrong = answers.filter((answer) => answer.status !== 200 || answer.isEmpty)

const ended = new Promise((resolve) => child.on('exit', resolve))
child.kill('SIGTERM')
const code = await ended
rmSync(folder, { recursive: true, force: true })
if (wrong.length > 0) throw new Error(`wrong answers: ${JSON.stringify(wrong)}`)
if (code !== 0) throw new Error(`the program did not stop cleanly: ${code}`)
console.log(`smoke: ${answers.length} addresses answer, and the program stops cleanly`)
