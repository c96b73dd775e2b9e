import { expect, it } from 'vitest'
import { planDeck } from './deck.ts'
import { parseParts, readable, unzipped } from './fixtures.ts'
import { planLetter } from './letter.ts'
import { markdownOf } from './markdown.ts'
import { planPage } from './page.ts'
import { clean, grouped, money, type PlanDocument, percent, written } from './plan-document.ts'
import { planWorkbook } from './workbook.ts'

const HOSTILE = '<script>alert("1")</script> & \u0000\u0008\ud800 ]]> | `code` [a](javascript:x)'

const DOCUMENT: PlanDocument = {
  title: HOSTILE,
  subtitle: 'Acme',
  about: [['Status', HOSTILE]],
  chapters: [
    {
      title: `Chapter ${HOSTILE}`,
      blocks: [
        { kind: 'text', title: 'Said', paragraphs: [HOSTILE, '# no heading', '- no list'] },
        {
          kind: 'table',
          title: 'A title: with [marks] / that no sheet of a workbook may have in it?',
          columns: [
            { title: 'Text', kind: 'text', weight: 2 },
            { title: 'Amount', kind: 'money', weight: 1 },
            { title: 'Share', kind: 'percent', weight: 1 },
            { title: 'Day', kind: 'date', weight: 1 },
          ],
          rows: [
            [HOSTILE, { decimal: '1234567.8900' }, 0.123, { date: '2026-03-01' }],
            [{ value: '=1+1', tone: 'bad' }, null, null, null],
          ],
          empty: 'none',
        },
        {
          kind: 'table',
          title: 'Empty',
          columns: [{ title: 'X', kind: 'text', weight: 1 }],
          rows: [],
          empty: 'There is nothing.',
        },
        {
          kind: 'bars',
          title: 'Bars',
          format: 'money',
          categories: ['2026', '2027'],
          series: [{ name: 'Goal', values: [10, null] }],
        },
        {
          kind: 'bars',
          title: 'Nothing known',
          format: 'percent',
          categories: ['a'],
          series: [{ name: 'Grade', values: [null] }],
        },
        {
          kind: 'bridge',
          title: 'Bridge',
          steps: [
            { label: 'Base', amount: 5, isTotal: true },
            { label: 'Gap', amount: -9, isTotal: false },
          ],
        },
        {
          kind: 'grid',
          title: 'Grid',
          columns: Array.from({ length: 30 }, (_, at) => `Line ${at}`),
          rows: Array.from({ length: 40 }, (_, at) => ({
            name: `Unit ${at}`,
            cells: Array.from({ length: 30 }, () => ({ text: 'ours', tone: 'good' as const })),
          })),
        },
        {
          kind: 'quadrants',
          title: 'Four',
          fields: ['a', 'b', 'c', 'd'].map((title) => ({
            title,
            tone: 'info' as const,
            lines: title === 'a' ? [HOSTILE] : [],
          })),
        },
      ],
    },
    { title: 'Without anything', blocks: [] },
  ],
}

async function bytesOf(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

it.each([
  ['deck', () => planDeck(DOCUMENT, HOSTILE)],
  ['document', () => planLetter(DOCUMENT, HOSTILE)],
  ['workbook', () => bytesOf(planWorkbook(DOCUMENT))],
])('writes hostile text into a %s as text, and the file stays well-formed', async (_name, make) => {
  const files = await unzipped(await make())
  parseParts(files)
  const text = readable(files)
  expect(text).toContain('<script>alert("1")</script> & ')
})

it('writes a deck in which every part that is named is there', async () => {
  const files = await unzipped(await planDeck(DOCUMENT, ''))
  const named = [...(files.get('[Content_Types].xml') ?? '').matchAll(/PartName="\/([^"]+)"/g)].map(
    ([, name]) => name ?? '',
  )
  const present = new Set([...files.keys()].map((name) => name.split('!')[0]))
  expect(named.filter((name) => !present.has(name))).toEqual([])
  for (const [name, text] of files) {
    if (!name.endsWith('.rels') || name.includes('!')) continue
    const folder = name.replace(/_rels\/[^/]+$/, '')
    const targets = [...text.matchAll(/Target="([^"]+)"/g)].map(([, target]) =>
      new URL(target ?? '', `http://x/${folder}`).pathname.slice(1),
    )
    expect(
      targets.filter((target) => !present.has(target) && !target.endsWith('.xlsx')),
      name,
    ).toEqual([])
  }
})

it('divides a large grid over slides, without losing a column or a row', async () => {
  const files = await unzipped(await planDeck(DOCUMENT, ''))
  const slides = [...files].filter(([name]) => /^ppt\/slides\/slide\d+\.xml$/.test(name)).map(([, text]) => text)
  const grids = slides.filter((text) => text.includes('>Grid<'))
  expect(grids).toHaveLength(9)
  for (const name of ['Line 0', 'Line 29', 'Unit 0', 'Unit 39'])
    expect(grids.some((text) => text.includes(`>${name}<`))).toBe(true)
})

it('shows the first rows of a table that is too long for a deck, and says how many more the workbook has', async () => {
  const rows = Array.from({ length: 125 }, (_, at) => [`Cell ${at + 1}.`])
  const columns = [{ title: 'Cell', kind: 'text', weight: 1 }] as const
  const table = { kind: 'table', title: 'Cells', columns, rows, empty: 'none', rowsInDeck: 120 } as const
  const long: PlanDocument = { ...DOCUMENT, chapters: [{ title: 'Grid', blocks: [table] }] }
  const deck = readable(await unzipped(await planDeck(long, '')))
  expect(deck).toContain('Cells: the first 120, 5 more in the workbook')
  expect(deck).toContain('Cell 120.')
  expect(deck).not.toContain('Cell 121.')
  expect(readable(await unzipped(await bytesOf(planWorkbook(long))))).toContain('Cell 125.')
})

it('draws no chart of what is not known, nor a bridge that leads below nothing', async () => {
  const files = await unzipped(await planDeck(DOCUMENT, ''))
  const charts = [...files.keys()].filter((name) => /^ppt\/charts\/chart\d+\.xml$/.test(name))
  expect(charts).toHaveLength(1)
  expect(files.get(charts[0] ?? '')).toContain('<c:v>10</c:v>')
})

it('prints a page without script, with what was typed as text', () => {
  const page = planPage(DOCUMENT)
  expect(page).not.toContain('<script')
  expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;')
  expect(page).toContain("default-src 'none'")
})

it('writes Markdown in which what was typed is no markup', () => {
  const text = markdownOf(DOCUMENT)
  expect(text).not.toMatch(/^# no heading/m)
  expect(text).not.toMatch(/^- no list/m)
  expect(text).toContain('\\<script\\>')
  expect(text).toContain('\\[a\\](javascript:x)')
  expect(text).toContain('| =1+1 |')
  expect(
    text
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .every((line) => line.endsWith(' |')),
  ).toBe(true)
})

it('gives sheets names that a workbook allows, no two alike', async () => {
  const block = {
    kind: 'table',
    title: 'Plan',
    columns: [{ title: 'X', kind: 'text', weight: 1 }],
    rows: [['1']],
    empty: '',
  } as const
  const document = {
    ...DOCUMENT,
    chapters: [
      { title: 'About', blocks: [block] },
      { title: 'about', blocks: [block] },
      { title: `${'x'.repeat(40)}[`, blocks: [block] },
      { title: `${'x'.repeat(40)}]`, blocks: [block] },
    ],
  }
  const files = await unzipped(await bytesOf(planWorkbook(document)))
  const names = [...(files.get('xl/workbook.xml') ?? '').matchAll(/<sheet name="([^"]+)"/g)].map(
    ([, name]) => name ?? '',
  )
  expect(names).toHaveLength(5)
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(5)
  for (const name of names) expect(name.length).toBeLessThanOrEqual(31)
})

it('writes numbers for people exactly as they are', () => {
  expect(money('1234567.8900')).toBe('1,234,568')
  expect(money('-9007199254740993.4')).toBe('-9,007,199,254,740,993')
  expect(grouped('0.2500000000')).toBe('0.25')
  expect(percent(0.1234)).toBe('12.3 %')
  expect(written(null, 'money')).toBe('')
  expect(written({ date: '2026-03-01' }, 'date')).toBe('2026-03-01')
  expect(clean('a\u0000b\ud800')).toBe('a\ufffdb\ufffd')
})
