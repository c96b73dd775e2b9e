import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readMaster } from '../master-slide/company-master.ts'
import { companyFile, partsOf } from '../master-slide/fixtures.ts'
import { keptOf } from '../master-slide/master-slide-store.ts'
import { deckOf } from './company-deck.ts'
import { entriesOf } from './deck-package.ts'
import { planLetter } from './letter.ts'
import type { PlanDocument } from './plan-document.ts'
import { planWorkbook } from './workbook.ts'

const USUAL = ['/usr/bin/soffice', '/usr/bin/libreoffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice']
const office = USUAL.find((path) => existsSync(path))
if (!office) console.info('No LibreOffice here: whether decks, documents and workbooks open in it is not tested.')

const DOCUMENT: PlanDocument = {
  title: 'Plan <of> & for "Acme"',
  subtitle: 'Acme (A1)',
  about: [['Status', 'active']],
  chapters: [
    {
      title: 'Actions',
      blocks: [
        {
          kind: 'table',
          title: 'Actions',
          columns: [
            { title: 'Action', kind: 'text', weight: 3 },
            { title: 'Amount', kind: 'money', weight: 1 },
          ],
          rows: Array.from({ length: 40 }, (_, at) => [`=cmd ${at} ${'漢字 <b> '.repeat(at)}`, { decimal: `${at}.5` }]),
          empty: '',
        },
        {
          kind: 'bars',
          title: 'Goals',
          format: 'money',
          unit: 'USD',
          categories: ['2026'],
          series: [{ name: 'Goal', values: [10] }],
        },
      ],
    },
  ],
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mainstay-office-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Pages of the file as the office program shows it. */
async function pagesOf(name: string, bytes: Buffer): Promise<number> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  await promisify(execFile)(office ?? '', ['--headless', profile, '--convert-to', 'pdf', '--outdir', folder, path], {
    timeout: 100_000,
  })
  const pdf = await readFile(path.replace(/\.\w+$/, '.pdf'), 'latin1')
  return [...pdf.matchAll(/\/Type\s*\/Page\b/g)].length
}

async function slidesOf(deck: Buffer): Promise<number> {
  return (await entriesOf(deck)).filter(([name]) => /^ppt\/slides\/slide\d+\.xml$/.test(name)).length
}

it.skipIf(!office)(
  'opens a deck in LibreOffice with every slide of it',
  async () => {
    const deck = await deckOf(DOCUMENT, 'Internal', null)
    expect(await pagesOf('deck.pptx', deck)).toBe(await slidesOf(deck))
  },
  120_000,
)

it.skipIf(!office)(
  'opens a deck on the company’s own master as well',
  async () => {
    const company = readMaster(await partsOf(await keptOf(await companyFile())))
    const deck = await deckOf(DOCUMENT, 'Internal', company)
    expect(await pagesOf('company.pptx', deck)).toBe(await slidesOf(deck))
  },
  120_000,
)

it.skipIf(!office)(
  'opens the document and the workbook',
  async () => {
    const pieces: Buffer[] = []
    for await (const piece of planWorkbook(DOCUMENT)) pieces.push(piece)
    expect(await pagesOf('letter.docx', await planLetter(DOCUMENT, 'Internal'))).toBeGreaterThan(1)
    expect(await pagesOf('book.xlsx', Buffer.concat(pieces))).toBeGreaterThan(1)
  },
  240_000,
)
