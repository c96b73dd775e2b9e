import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { type FakeHandler, startFakeServer } from '../client/fixtures/fake-server.ts'
import { anAccess, aSession } from '../client/fixtures/sessions.ts'
import { aFile, anImport, ID, kinds } from './fixtures/an-import.ts'
import { openPage } from './fixtures/open-page.tsx'
import { ledger } from './index.ts'
import type { ImportDetail } from './types.ts'

const EVERY_RIGHT = ['ledger:read', 'ledger:import', 'ledger:undo', 'portfolio:read', 'accounts:read']
const counts = { rows: 100, inserted: 90, updated: 4, unchanged: 3, rejected: 3, seconds: 1.2, warnings: [] }
const file = aFile({ questions: [], result: counts })

function serve(detail: ImportDetail, more: { permissions?: string[]; handlers?: Record<string, FakeHandler> } = {}) {
  const { permissions = EVERY_RIGHT, handlers = {} } = more
  return startFakeServer({
    'session.read': () => aSession({ workspaces: [anAccess({ permissions })] }),
    'ledger.kinds': () => kinds,
    'ledger.readImport': () => detail,
    ...handlers,
  })
}

const open = () => openPage([ledger], `/data/import/${ID}`)

describe('the page of one import', () => {
  it('tells how far a run is, and stops it when asked', async () => {
    let current = anImport({
      status: 'applying',
      files: [aFile({ questions: [] })],
      progress: {
        phase: 'writing',
        file: 'lines.csv',
        bytes: 600,
        bytesTotal: 1200,
        rows: 50,
        rowsPerSecond: 25,
        secondsLeft: 65,
      },
    })
    const server = serve(current, {
      handlers: {
        'ledger.readImport': () => current,
        'ledger.cancel': () => {
          current = { ...current, status: 'cancelled', progress: null, version: 2 }
          return current
        },
      },
    })
    const { user } = await open()
    const bar = await screen.findByRole('progressbar')
    expect(bar.getAttribute('aria-valuenow')).toBe('50')
    expect(screen.getByText(/50 rows · 25 rows/)).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Import' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(await screen.findByText('Cancelled; nothing of it was written')).toBeDefined()
    expect(server.asked).toContain(`POST /api/workspaces/acme/imports/${ID}/cancellation`)
  })

  it('says why a run failed, where, and what to do, and lets it be tried again', async () => {
    const failure = {
      code: 'ledger/file-gone',
      message: 'lines.csv is no longer there.',
      remedy: 'Choose the file again.',
      row: 12,
      column: 'Worth',
      value: '<b>12,5x</b>',
    }
    serve(anImport({ status: 'failed', files: [aFile({ questions: [] })], failure }))
    await open()
    const alert = within(await screen.findByRole('alert'))
    expect(alert.getByText(/lines\.csv is no longer there\./)).toBeDefined()
    expect(alert.getByText('Choose the file again.')).toBeDefined()
    expect(alert.getByText(/<b>12,5x<\/b>/)).toBeDefined()
    expect(screen.getByRole('button', { name: 'Import' }).hasAttribute('disabled')).toBe(false)
  })

  it('leads on to the portfolio when it is done, and does not offer to import again', async () => {
    serve(anImport({ status: 'applied', appliedAt: '2026-11-21T10:05:00Z', files: [file] }))
    await open()
    expect(await screen.findByRole('button', { name: 'Open the portfolio' })).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Import' })).toBeNull()
    expect(screen.getByRole('button', { name: /undo/i })).toBeDefined()
  })

  it('only shows what happened to those who may not import or undo', async () => {
    const readers = { permissions: ['ledger:read'] }
    serve(anImport({ status: 'ready', files: [aFile()] }), readers)
    await open()
    expect(await screen.findByRole('heading', { name: 'Import 7' })).toBeDefined()
    expect(await screen.findByText('lines.csv')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Check' })).toBeNull()
    expect(screen.queryByLabelText('Choose files', { selector: 'input' })).toBeNull()
  })

  it('does not import while a file has an open question, and names the file', async () => {
    serve(anImport({ status: 'ready', files: [aFile()] }))
    await open()
    expect((await screen.findByRole('button', { name: 'Import' })).hasAttribute('disabled')).toBe(true)
    expect(screen.getByRole('button', { name: 'Check' }).hasAttribute('disabled')).toBe(true)
    expect(screen.getAllByText(/lines\.csv/).length).toBeGreaterThan(1)
  })
})
