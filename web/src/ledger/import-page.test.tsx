import { screen, within } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import { type FakeHandler, FakeRefusal, startFakeServer } from '../client/fixtures/fake-server.ts'
import { fakeSession } from '../client/fixtures/sessions.ts'
import { aFile, anImport, FILE, ID, kinds } from './fixtures/an-import.ts'
import { openPage } from './fixtures/open-page.tsx'
import { ledger } from './index.ts'
import type { ImportDetail } from './types.ts'

const OTHER = '9b0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d13'

const brokenFile = aFile({
  id: OTHER,
  name: 'broken.xlsx',
  kind: null,
  columns: [],
  questions: [],
  preview: [],
  failure: {
    code: 'files/not-a-table',
    message: 'A number could not be read.',
    remedy: 'Save the sheet anew and drop it again.',
    row: 12,
    column: 'Worth',
    value: '1,2,3',
  },
})

/** The import as the server keeps it; handlers and uploads change it. */
let stored: ImportDetail

class FakeUpload {
  status = 0
  responseText = ''
  upload: { onprogress: ((event: { loaded: number }) => void) | null } = { onprogress: null }
  onload: (() => void) | null = null
  onerror: (() => void) | null = null
  onabort: (() => void) | null = null
  address = ''
  open(_method: string, address: string): void {
    this.address = address
  }
  setRequestHeader(): void {}
  abort(): void {
    this.onabort?.()
  }
  send(file: File): void {
    queueMicrotask(() => {
      const isBroken = this.address.includes('broken')
      const files = [...stored.files, isBroken ? brokenFile : aFile()]
      stored = { ...stored, status: 'ready', files, version: stored.version + 1 }
      this.upload.onprogress?.({ loaded: file.size })
      this.status = 201
      this.responseText = JSON.stringify(stored)
      this.onload?.()
    })
  }
}

const counts = { rows: 100, inserted: 90, updated: 4, unchanged: 3, rejected: 3, seconds: 1.2, warnings: [] }

function ran(status: 'checked' | 'applied'): ImportDetail {
  const rejectsPath = `/api/workspaces/acme/imports/${ID}/files/${FILE}/rejects.csv`
  const files = stored.files.map((file) => (file.failure ? file : { ...file, result: counts, rejectsPath }))
  const totals = [{ currency: 'EUR', lines: 97, net: '1234.50' }]
  return { ...stored, status, files, totals, isDryRun: status === 'checked', version: stored.version + 1 }
}

const handlers: Record<string, FakeHandler> = {
  'session.read': () => fakeSession(),
  'ledger.state': () => ({
    revision: 0,
    firstDate: null,
    lastDate: null,
    lines: 0,
    accounts: 0,
    products: 0,
    hasCosts: false,
    hasCostToServe: false,
    hasWallets: false,
    lastImportAt: null,
    isComputing: false,
  }),
  'ledger.kinds': () => kinds,
  'ledger.storage': () => ({ usedBytes: 0, quotaBytes: 1_000, keptDays: 30, imports: [] }),
  'ledger.listImports': () => ({ rows: [], nextCursor: null, total: 0 }),
  'ledger.startImport': () => stored,
  'ledger.readImport': () => stored,
  'ledger.mapFile': ({ input, headers }) => {
    if (headers.get('if-match') !== `"${stored.version}"`) throw new FakeRefusal(412, 'http/version-stale')
    const wanted = new Map(
      (input.columns as { column: number; target: never }[]).map((entry) => [entry.column, entry.target]),
    )
    const [file, ...others] = stored.files
    const columns = (file?.columns ?? []).map((entry) => ({
      ...entry,
      target: wanted.get(entry.position) ?? entry.target,
    }))
    stored = { ...stored, files: [aFile({ columns, questions: [] }), ...others], version: stored.version + 1 }
    return stored
  },
  'ledger.check': () => {
    const answer = { ...stored, status: 'checking' as const }
    stored = ran('checked')
    return answer
  },
  'ledger.apply': () => {
    const answer = { ...stored, status: 'applying' as const }
    stored = ran('applied')
    return answer
  },
}

beforeEach(() => {
  stored = anImport()
  vi.stubGlobal('XMLHttpRequest', FakeUpload)
})

function fileOf(name: string): File {
  return new File(['a;b\n1;2\n'], name, { type: 'text/csv' })
}

it('takes dropped files, lets a column be corrected, shows what a check finds, and imports', async () => {
  const { calls } = startFakeServer(handlers)
  const { user } = await openPage([ledger], '/data/import')
  const input = await screen.findByLabelText('Choose files', { selector: 'input' })
  await user.upload(input, [fileOf('lines.csv')])

  expect(await screen.findByRole('heading', { name: 'Import 7' })).toBeDefined()
  const questions = await screen.findByRole('list', { name: 'To answer: lines.csv' })
  expect(within(questions).getByText(/No column is known to hold: Net amount/)).toBeDefined()
  expect(screen.getByRole('button', { name: 'Check' }).hasAttribute('disabled')).toBe(true)

  await user.click(screen.getByRole('combobox', { name: 'Meaning of Worth' }))
  const menu = document.getElementById(
    screen.getByRole('combobox', { name: 'Meaning of Worth' }).getAttribute('aria-controls') ?? '',
  )
  if (!menu) throw new Error('the choice did not open')
  await user.click(within(menu).getByRole('option', { name: 'Net amount (required)', hidden: true }))
  await vi.waitFor(() => expect(screen.getByRole('button', { name: 'Check' }).hasAttribute('disabled')).toBe(false))
  expect(calls.find(({ name }) => name === 'ledger.mapFile')?.input.columns).toEqual([
    { column: 1, target: { kind: 'field', field: 'net' } },
  ])

  await user.click(screen.getByRole('button', { name: 'Check' }))
  expect(await screen.findByRole('heading', { name: 'What the import would do' }, { timeout: 3000 })).toBeDefined()
  expect(screen.getByText('Nothing is written yet.')).toBeDefined()
  expect(screen.getByRole('link', { name: 'Rejected rows of lines.csv' }).getAttribute('href')).toContain('rejects.csv')
  expect(within(screen.getByRole('region', { name: 'Control totals' })).getByText('1,234.50')).toBeDefined()

  await user.click(screen.getByRole('button', { name: 'Import' }))
  expect(await screen.findByRole('heading', { name: 'What was imported' }, { timeout: 3000 })).toBeDefined()
  expect(screen.getByRole('button', { name: 'Open the portfolio' })).toBeDefined()
}, 15_000)

it('shows what is wrong with one file, where and the way out, and leaves the others as they are', async () => {
  stored = anImport({ status: 'ready', files: [aFile({ questions: [] }), brokenFile] })
  startFakeServer(handlers)
  await openPage([ledger], `/data/import/${ID}`)
  const note = await screen.findByText('This file cannot be used as it is')
  const alert = note.closest('[role="alert"]')
  expect(alert?.textContent).toContain('Row 12, column Worth')
  expect(alert?.textContent).toContain('1,2,3')
  expect(alert?.textContent).toContain('Save the sheet anew')
  expect(screen.getByRole('region', { name: 'Columns: lines.csv' })).toBeDefined()
  expect(screen.getByRole('button', { name: 'Check' }).hasAttribute('disabled')).toBe(false)
})
