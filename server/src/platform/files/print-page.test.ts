import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findBrowser } from './find-browser.ts'
import { testFolder } from './fixtures.ts'
import { printPage } from './print-page.ts'

const folder = testFolder()
afterAll(() => folder.remove())

function program(text: string): string {
  const path = folder.write(`#!/bin/sh\n${text}\n`)
  chmodSync(path, 0o700)
  return path
}

const leftFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('mainstay-print-'))
const installed = findBrowser(null, process.env)

describe('printing', () => {
  it('is refused with what to do when no browser is there, or the one named is not', async () => {
    const environment = { PATH: '/nowhere', HOME: '/nowhere' }
    if (findBrowser(null, environment) === null) {
      await expect(printPage('x', { browser: null, environment })).rejects.toMatchObject({ code: 'print/no-browser' })
    }
    await expect(printPage('x', { browser: '/nowhere/chromium' })).rejects.toMatchObject({
      code: 'print/no-browser',
      facts: { named: '/nowhere/chromium' },
    })
  })

  it('takes the browser that is named, and finds one in PATH', () => {
    const named = program('exit 0')
    expect(findBrowser(named, { PATH: '/usr/bin' })).toBe(named)
    expect(findBrowser(join(named, 'missing'), { PATH: '/usr/bin' })).toBeNull()
  })

  it('ends a browser that takes too long, and one that fails is said to have failed', async () => {
    const before = leftFolders()
    await expect(printPage('x', { browser: program('sleep 60'), limitMilliseconds: 200 })).rejects.toMatchObject({
      code: 'print/too-slow',
    })
    await expect(printPage('x', { browser: program('exit 3') })).rejects.toMatchObject({ code: 'print/failed' })
    await expect(printPage('x', { browser: program('exit 0') })).rejects.toMatchObject({ code: 'print/failed' })
    expect(leftFolders()).toEqual(before)
  })

  it('clears away what a killed process left, but nothing that may still be printing', async () => {
    const [old, young] = [
      mkdtempSync(join(tmpdir(), 'mainstay-print-')),
      mkdtempSync(join(tmpdir(), 'mainstay-print-')),
    ]
    writeFileSync(join(old, 'page.html'), 'figures of a customer')
    const before = new Date(Date.now() - 2 * 3_600_000)
    utimesSync(old, before, before)
    await expect(printPage('x', { browser: program('exit 3') })).rejects.toMatchObject({ code: 'print/failed' })
    expect(existsSync(old)).toBe(false)
    expect(existsSync(young)).toBe(true)
    rmSync(young, { recursive: true })
  })

  it('goes one page at a time, and sends away who would wait too long', async () => {
    const slow = program('sleep 0.2; exit 3')
    const ends = await Promise.allSettled(Array.from({ length: 6 }, () => printPage('x', { browser: slow })))
    const codes = ends.map((end) => (end.status === 'rejected' ? end.reason.code : 'printed'))
    expect(codes).toEqual([...Array.from({ length: 4 }, () => 'print/failed'), 'http/busy', 'http/busy'])
  })

  it.skipIf(installed === null)(
    'makes a PDF of a page, without its scripts and outside resources',
    async () => {
      const html = `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <p>A page</p><script>document.body.innerHTML = '<p style="break-after: page">a</p><p>b</p>'</script><img src="file:///etc/passwd">`
      const pdf = await printPage(html, { browser: null })
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    },
    60_000,
  )
})
