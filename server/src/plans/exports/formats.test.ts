import { expect, it } from 'vitest'
import { planDeck } from './deck.ts'
import { entriesOf } from './deck-package.ts'
import { grouped, money, percent, signedMoney } from './figures.ts'
import { parseParts, readable, unzipped } from './fixtures.ts'
import { planLetter } from './letter.ts'
import { markdownOf } from './markdown.ts'
import { faultsOf } from './package-fixtures.ts'
import { planPage } from './page.ts'
import { clean, type PlanDocument, written } from './plan-document.ts'
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
          unit: 'USD',
          categories: ['2026', '2027'],
          series: [{ name: 'Goal', values: [10, null] }],
        },
        {
          kind: 'bars',
          title: 'Nothing known',
          format: 'grade',
          unit: 'Grade',
          categories: ['a'],
          series: [{ name: 'Grade', values: [null] }],
        },
        {
          kind: 'bridge',
          title: 'Bridge',
          unit: 'USD',
          steps: [
            { label: 'Base', amount: 5, kind: 'total' },
            { label: 'Gap', amount: -9, kind: 'step' },
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

/** The only chart of a deck. */
function chartOf(files: ReadonlyMap<string, string>): string {
  return [...files].find(([name]) => /^ppt\/charts\/chart\d+\.xml$/.test(name))?.[1] ?? ''
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

it.each([
  ['deck', () => planDeck(DOCUMENT, HOSTILE)],
  ['document', () => planLetter(DOCUMENT, HOSTILE)],
  ['workbook', () => bytesOf(planWorkbook(DOCUMENT))],
])('writes a %s that no office program asks to repair', async (_name, make) => {
  expect(faultsOf(new Map(await entriesOf(await make())))).toEqual([])
})

it('gives every slide a title that outline and screen reader know, and no page of empty notes', async () => {
  const files = await unzipped(await planDeck(DOCUMENT, ''))
  const slides = [...files].filter(([name]) => /^ppt\/slides\/slide\d+\.xml$/.test(name)).map(([, text]) => text)
  expect(slides.length).toBeGreaterThan(5)
  for (const slide of slides) expect(slide.match(/<p:ph type="title"\/>/g)).toHaveLength(1)
  expect([...files.keys()].filter((name) => name.includes('notes'))).toEqual([])
})

it('lets the columns of a chart stand on zero, so that twice as much looks like twice as much', async () => {
  const bars = {
    kind: 'bars',
    title: 'Bars',
    format: 'money',
    unit: 'USD',
    categories: ['a', 'b'],
    series: [{ name: 'Goal', values: [500, 600] }],
  } as const
  const files = await unzipped(await planDeck({ ...DOCUMENT, chapters: [{ title: 'Goals', blocks: [bars] }] }, ''))
  expect(chartOf(files)).toContain('<c:min val="0"/>')
  const below = { ...bars, series: [{ name: 'Sum so far', values: [-900, -870] }] }
  const sunk = await unzipped(await planDeck({ ...DOCUMENT, chapters: [{ title: 'Value', blocks: [below] }] }, ''))
  expect(chartOf(sunk)).toContain('<c:max val="0"/>')
})

it('draws what lies below a step of a bridge with nothing, and what is not found yet in a color of its own', async () => {
  const bridge = {
    kind: 'bridge',
    title: 'Bridge',
    unit: 'USD',
    steps: [
      { label: 'Base', amount: 5, kind: 'total' },
      { label: 'Gap', amount: 4, kind: 'open' },
      { label: 'Goal', amount: 9, kind: 'total' },
    ],
  } as const
  const files = await unzipped(await planDeck({ ...DOCUMENT, chapters: [{ title: 'Goals', blocks: [bridge] }] }, ''))
  const series = chartOf(files).split('<c:ser>').slice(1)
  const below = series.find((text) => text.includes('>Below<')) ?? ''
  expect(below).toContain('<a:noFill/>')
  expect(below).not.toContain('FEFEFD')
  const values = (name: string) =>
    [...(series.find((text) => text.includes(`>${name}<`)) ?? '').matchAll(/<c:pt idx="\d"><c:v>(\d+)<\/c:v>/g)].map(
      ([, value]) => Number(value),
    )
  expect(values('Total')).toEqual([5, 0, 9])
  expect(values('Open')).toEqual([0, 4, 0])
})

it('leaves columns out of slides and documents in which nothing stands, and keeps them in the workbook', async () => {
  const columns = ['Said', 'Never'].map((title) => ({ title, kind: 'text', weight: 1 }) as const)
  const table = {
    kind: 'table',
    title: 'T',
    columns,
    rows: [
      ['a', null],
      ['b', ''],
    ],
    empty: '',
  } as const
  const document = { ...DOCUMENT, chapters: [{ title: 'C', blocks: [table] }] }
  for (const bytes of [await planDeck(document, ''), await planLetter(document, '')])
    expect(readable(await unzipped(bytes))).not.toContain('Never')
  expect(planPage(document, 'foot')).not.toContain('Never')
  expect(readable(await unzipped(await bytesOf(planWorkbook(document))))).toContain('Never')
})

it('writes a workbook whose heads stay in sight, whose numbers are numbers and whose long texts can be read', async () => {
  const files = await unzipped(await bytesOf(planWorkbook(DOCUMENT)))
  const sheet = [...files].find(([name, text]) => name.startsWith('xl/worksheets/') && text.includes('1234567.89'))?.[1]
  expect(sheet).toContain('state="frozen"')
  expect(sheet).toMatch(/<c s="5"><v>1234567\.8900<\/v>/)
  expect(sheet).toMatch(/<c s="6"><v>0\.123<\/v>/)
  expect(sheet).toMatch(/<row r="2" ht="(?!14\.5")[\d.]+" customHeight="1">/)
  expect(files.get('xl/workbook.xml')).toContain('_xlnm.Print_Titles')
})

it('divides a large grid over slides, without losing a column or a row', async () => {
  const files = await unzipped(await planDeck(DOCUMENT, ''))
  const slides = [...files].filter(([name]) => /^ppt\/slides\/slide\d+\.xml$/.test(name)).map(([, text]) => text)
  const grids = slides.filter((text) => />Grid(?: \(\d of \d\))?</.test(text))
  expect(grids.length).toBeGreaterThanOrEqual(6)
  expect(grids.every((text) => /Line \d+</.test(text))).toBe(true)
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
  const page = planPage(DOCUMENT, 'foot')
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

it('writes amounts, grades and days as the screen shows them', () => {
  expect([money('3753079'), money('68079.3'), money('-978079'), money('950'), money('-0.001')]).toEqual([
    '3.75\u00a0M',
    '68.1\u00a0k',
    '-978\u00a0k',
    '950',
    '0.00',
  ])
  expect([signedMoney(70_000), signedMoney(-70_000), signedMoney(0)]).toEqual(['+70.0\u00a0k', '-70.0\u00a0k', '0'])
  expect(grouped('0.2500000000')).toBe('0.25')
  expect(percent(0.1234)).toBe('12.3\u00a0%')
  expect(written(null, 'money')).toBe('')
  expect(written(0.915, 'grade')).toBe('0.92')
  expect(written({ decimal: '3753079.12' }, 'money')).toBe('3.75\u00a0M')
  expect(written({ date: '2026-03-01' }, 'date')).toBe('1 Mar 2026')
  expect(clean('a\u0000b\ud800')).toBe('a\ufffdb\ufffd')
})

it('writes Markdown of any length of blanks and breaks at once', () => {
  const long = `a${' '.repeat(200_000)}b`
  const breaks = `${'\n'.repeat(99_000)}c`
  const rich = [{ level: 0, within: [], runs: [{ text: breaks, marks: [], href: null }] }]
  const blocks = [
    { kind: 'text' as const, title: '', paragraphs: [long, 'one \n\n  two'] },
    { kind: 'text' as const, title: '', paragraphs: [], rich },
  ]
  const started = performance.now()
  const text = markdownOf({ title: 'T', subtitle: 'S', about: [], chapters: [{ title: 'C', blocks }] })
  expect(performance.now() - started).toBeLessThan(1_500)
  expect(text).toContain(long)
  expect(text).toContain('one two')
  expect(text).toContain('\nc\n')
})

it('keeps rows of a document together, and its heads on every page, and makes headings to go by', async () => {
  const xml = (await unzipped(await planLetter(DOCUMENT, 'foot'))).get('word/document.xml') ?? ''
  expect(xml).toContain('<w:tblHeader/>')
  expect(xml).toContain('<w:cantSplit/>')
  expect(xml).toMatch(/w:val="Heading1".*?Chapter/s)
  expect(xml).toMatch(/w:val="Heading2".*?Said/s)
})

it('lets a cell that is longer than a page go on on the next', async () => {
  const table = {
    kind: 'table',
    title: 'T',
    columns: [{ title: 'Said', kind: 'text', weight: 1 }],
    rows: [['word '.repeat(2_000)]],
    empty: '',
  } as const
  const document = { ...DOCUMENT, chapters: [{ title: 'C', blocks: [table] }] }
  const xml = (await unzipped(await planLetter(document, 'foot'))).get('word/document.xml') ?? ''
  expect(xml).not.toContain('<w:cantSplit/>')
})

it('prints whose plan it is at the foot of every page, and a footer cannot end the style', () => {
  const page = planPage(DOCUMENT, `Internal. Plan'; } </style><b>x, 1 Mar 2026`)
  expect(page).toContain(
    "@bottom-left { content: 'Internal. Plan\\27 \\3b  \\7d  \\3c \\2f style\\3e \\3c b\\3e x, 1 Mar 2026'",
  )
  expect(page.match(/<\/style>/g)).toHaveLength(1)
  expect(page).toContain("counter(page) ' / ' counter(pages)")
})

it('shows some tables to readers alone, and the fuller ones in the workbook alone', async () => {
  const table = (said: string, place: 'pages' | 'workbook') =>
    ({
      kind: 'table',
      title: said,
      columns: [{ title: 'X', kind: 'text', weight: 1 }],
      rows: [[`${said} row`]],
      empty: '',
      place,
    }) as const
  const blocks = [table('short', 'pages'), table('whole', 'workbook')]
  const document = { ...DOCUMENT, chapters: [{ title: 'C', blocks }] }
  for (const text of [
    readable(await unzipped(await planDeck(document, ''))),
    readable(await unzipped(await planLetter(document, ''))),
    planPage(document, ''),
    markdownOf(document),
  ]) {
    expect(text).toContain('short row')
    expect(text).not.toContain('whole row')
  }
  const book = readable(await unzipped(await bytesOf(planWorkbook(document))))
  expect(book).toContain('whole row')
  expect(book).not.toContain('short row')
})

it('shows the plan at one look in every format', async () => {
  const look = {
    kind: 'look',
    title: '',
    figures: [{ label: 'Net revenue', value: '81 % of goal', note: '3 of 4 M', tone: 'good' }],
    lists: [
      { title: 'To do', tone: 'bad', lines: Array.from({ length: 40 }, (_, at) => `Line ${at} ${'WIDE '.repeat(40)}`) },
    ],
  } as const
  const document = { ...DOCUMENT, chapters: [{ title: 'At a glance', blocks: [look] }] }
  for (const text of [
    readable(await unzipped(await planDeck(document, ''))),
    readable(await unzipped(await planLetter(document, ''))),
    readable(await unzipped(await bytesOf(planWorkbook(document)))),
    planPage(document, ''),
    markdownOf(document),
  ])
    for (const said of ['Net revenue', '81 % of goal', '3 of 4 M', 'To do', 'Line 0 WIDE']) expect(text).toContain(said)
})
