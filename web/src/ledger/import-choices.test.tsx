import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type FakeHandler, FakeRefusal, startFakeServer } from '../client/fixtures/fake-server.ts'
import { fakeSession } from '../client/fixtures/sessions.ts'
import { aFile, anImport, ID, kinds } from './fixtures/an-import.ts'
import { openPage } from './fixtures/open-page.tsx'
import { ledger } from './index.ts'
import type { ImportDetail, ImportFile } from './types.ts'

// A busy machine takes its time to draw the page anew after each key.
vi.setConfig({ testTimeout: 20_000 })

let stored: ImportDetail

const preview = {
  removed: 1_204,
  restored: 3,
  kept: 9,
  kinds: [{ kind: 'invoice_lines', removed: 1_204, restored: 3 }],
  changedSince: [
    { importNumber: 8, personName: 'Ada Muster', rows: 4 },
    { importNumber: null, personName: 'Grace Hand', rows: 2 },
  ],
  accountsInUse: 2,
  productsInUse: 1,
}

const handlers: Record<string, FakeHandler> = {
  'session.read': () => fakeSession(),
  'ledger.kinds': () => kinds,
  'ledger.readImport': () => stored,
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
  'ledger.listImports': () => ({ rows: [], nextCursor: null, total: 0 }),
  'ledger.mapFile': ({ input }) => {
    const chosen = input.reading as Partial<ImportFile['reading']>
    if (chosen.headerRow === 7) {
      throw new FakeRefusal(422, 'ledger/reading-unfit', {
        errors: [{ path: 'reading', code: 'files/no-header-row', message: 'lines.csv cannot be taken in: row 7.' }],
      })
    }
    const reading = { ...(stored.files[0]?.reading ?? aFile().reading), ...chosen }
    const file = aFile({
      reading,
      questions: [],
      delimiter: reading.delimiter ?? ';',
      encoding: reading.encoding ?? 'utf-8',
      preview: [['read', 'anew']],
    })
    stored = { ...stored, files: [file], version: stored.version + 1 }
    return stored
  },
  'ledger.previewUndo': () => preview,
  'ledger.undo': () => {
    stored = { ...stored, status: 'undone', undo: { removed: 1_204, restored: 3, kept: 9 } }
    return { ...stored, status: 'undoing' as const }
  },
}

beforeEach(() => {
  stored = anImport({ status: 'ready', files: [aFile({ questions: [] })] })
})

const optionOf = (label: string, name: string | RegExp) => {
  const menu = document.getElementById(
    screen.getByRole('combobox', { name: label }).getAttribute('aria-controls') ?? '',
  )
  if (!menu) throw new Error(`${label} did not open`)
  return within(menu).getByRole('option', { name, hidden: true })
}

describe('how a file is read', () => {
  it('is shown as found, is chosen by keyboard alone, and is then said to be chosen', async () => {
    const { calls } = startFakeServer(handlers)
    const { user } = await openPage([ledger], `/data/import/${ID}`)
    const show = await screen.findByRole('button', { name: 'Read it otherwise: lines.csv' })
    show.focus()
    await user.keyboard('{Enter}')
    const delimiter = screen.getByRole('combobox', { name: 'Delimiter' })
    expect((delimiter as HTMLInputElement).value).toBe('as found: semicolon')
    delimiter.focus()
    await user.keyboard('{ArrowDown}')
    await vi.waitFor(() => expect(delimiter.getAttribute('aria-activedescendant')).toBeTruthy())
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{Enter}')
    await vi.waitFor(() => expect(calls.some(({ name }) => name === 'ledger.mapFile')).toBe(true))
    expect(calls.find(({ name }) => name === 'ledger.mapFile')?.input).toMatchObject({ reading: { delimiter: '\t' } })
    expect(await screen.findByRole('combobox', { name: 'Delimiter chosen' })).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Show the first rows' }))
    expect(screen.getByRole('cell', { name: 'anew' })).toBeDefined()
  })

  it('takes any other character as the delimiter, but no space', async () => {
    const { calls } = startFakeServer(handlers)
    const { user } = await openPage([ledger], `/data/import/${ID}`)
    await user.click(await screen.findByRole('button', { name: 'Read it otherwise: lines.csv' }))
    await user.click(screen.getByRole('combobox', { name: 'Delimiter' }))
    await user.click(optionOf('Delimiter', 'another character'))
    const sign = screen.getByRole('textbox', { name: 'Which character' })
    await user.type(sign, ' ')
    expect(screen.getByText(/A space stands inside cells as well/)).toBeDefined()
    expect(calls.some(({ name }) => name === 'ledger.mapFile')).toBe(false)
    await user.clear(sign)
    await user.type(sign, '~')
    await vi.waitFor(() => {
      expect(calls.find(({ name }) => name === 'ledger.mapFile')?.input).toMatchObject({ reading: { delimiter: '~' } })
    })
  })

  it('goes back to what is found when a choice is cleared', async () => {
    const reading = {
      encoding: 'windows-1252',
      delimiter: null,
      quote: null,
      headerRow: null,
      isRemembered: true,
    } as const
    stored = anImport({ status: 'ready', files: [aFile({ reading, questions: [] })] })
    const { calls } = startFakeServer(handlers)
    const { user } = await openPage([ledger], `/data/import/${ID}`)
    expect(await screen.findByText(/Chosen for an earlier file of this form/)).toBeDefined()
    await user.click(screen.getByRole('combobox', { name: 'Encoding chosen' }))
    await user.click(optionOf('Encoding chosen', 'as found in the file'))
    await vi.waitFor(() => {
      expect(calls.find(({ name }) => name === 'ledger.mapFile')?.input).toMatchObject({ reading: { encoding: null } })
    })
  })

  it('says why a choice cannot be, and keeps the file as it was', async () => {
    startFakeServer(handlers)
    const { user } = await openPage([ledger], `/data/import/${ID}`)
    await user.click(await screen.findByRole('button', { name: 'Read it otherwise: lines.csv' }))
    await user.click(screen.getByRole('combobox', { name: 'Headings' }))
    await user.click(optionOf('Headings', 'in row 7'))
    const alert = (await screen.findByText('lines.csv cannot be taken in: row 7.')).closest('[role="alert"]')
    expect(alert).not.toBeNull()
    expect(screen.getByRole('combobox', { name: 'Headings' })).toBeDefined()
  })

  it('can be chosen for a file that was not taken for a table', async () => {
    const failure = {
      code: 'files/not-a-table',
      message: 'lines.csv cannot be taken in: not a table.',
      remedy: 'Save the data as .xlsx or .csv and choose that file.',
      row: null,
      column: null,
      value: null,
    }
    const failed = aFile({
      failure,
      columns: [],
      questions: [],
      preview: [],
      format: null,
      encoding: null,
      delimiter: null,
    })
    stored = anImport({ status: 'ready', files: [failed] })
    startFakeServer(handlers)
    const { user } = await openPage([ledger], `/data/import/${ID}`)
    await user.click(await screen.findByRole('combobox', { name: 'Encoding' }))
    await user.click(optionOf('Encoding', /utf-32le/))
    expect(await screen.findByRole('combobox', { name: 'Encoding chosen' })).toBeDefined()
  })

  it('is nothing but the headings for a workbook', async () => {
    stored = anImport({ status: 'ready', files: [aFile({ format: 'xlsx', delimiter: null, questions: [] })] })
    startFakeServer(handlers)
    const { user } = await openPage([ledger], `/data/import/${ID}`)
    await user.click(await screen.findByRole('button', { name: 'Read it otherwise: lines.csv' }))
    expect(screen.getByRole('combobox', { name: 'Headings' })).toBeDefined()
    expect(screen.queryByRole('combobox', { name: 'Encoding' })).toBeNull()
  })
})

describe('an undo', () => {
  it('counts what goes, what comes back and what stays and why, before anything happens', async () => {
    stored = anImport({ status: 'applied', files: [aFile({ questions: [] })] })
    const { calls } = startFakeServer(handlers)
    const { user } = await openPage([ledger], `/data/import/${ID}`)
    await user.click(await screen.findByRole('button', { name: 'Undo import 7' }))
    const told = await screen.findByRole('region', { name: 'What would happen' })
    expect(told.textContent).toContain(
      'Rows taken out: 1,204. Rows that get back the values from before: 3. Rows that stay as they are: 9.',
    )
    expect(within(told).getByText('Changed since by import 8 (Ada Muster): 4')).toBeDefined()
    expect(within(told).getByText('Accounts edited by hand since, last by Grace Hand: 2')).toBeDefined()
    expect(within(told).getByText('Accounts that other data names: 2')).toBeDefined()
    expect(within(told).getByText('Products that other invoice lines name: 1')).toBeDefined()
    expect(within(told).queryByText(/in other ways/)).toBeNull()
    expect(calls.some(({ name }) => name === 'ledger.undo')).toBe(false)
    await user.click(screen.getByRole('button', { name: 'Undo the import' }))
    await vi.waitFor(() => expect(calls.some(({ name }) => name === 'ledger.undo')).toBe(true))
    expect(await screen.findByRole('heading', { name: 'What was taken back' }, { timeout: 3000 })).toBeDefined()
  })

  it('says so when the count cannot be had, and offers to try again', async () => {
    stored = anImport({ status: 'applied', files: [aFile({ questions: [] })] })
    startFakeServer({
      ...handlers,
      'ledger.previewUndo': () => {
        throw new FakeRefusal(409, 'ledger/nothing-to-undo')
      },
    })
    const { user } = await openPage([ledger], `/data/import/${ID}`)
    await user.click(await screen.findByRole('button', { name: 'Undo import 7' }))
    const dialog = await screen.findByRole('dialog')
    expect(await within(dialog).findByText('ledger/nothing-to-undo')).toBeDefined()
  })
})

describe('the space for files', () => {
  it('is told on the page with the imports that hold it and the way to free it', async () => {
    const holder = { id: ID, number: 7, status: 'ready' as const, files: 1, bytes: 900_000 }
    startFakeServer({
      ...handlers,
      'ledger.storage': () => ({ usedBytes: 900_000, quotaBytes: 1_000_000, keptDays: 30, imports: [holder] }),
    })
    await openPage([ledger], '/data/import')
    const note = await screen.findByText(/Files that wait for their import take/)
    expect(note.textContent).toMatch(/900\skB of 1\.0\sMB \(Import 7: 900\skB\)\./)
    expect(note.textContent).toContain('what lies for 30 days is removed by itself')
    expect(within(note).getByRole('link', { name: 'Import 7' }).getAttribute('href')).toContain(ID)
  })
})
