import type { PlanSection } from '@mainstay/contract/plans'
import type { TextBlock, TextRun } from '@mainstay/contract/plans-texts'
import { expect, it } from 'vitest'
import { noteBlocks } from './chapters/notes.ts'
import { planDeck } from './deck.ts'
import { parseParts, readable, unzipped } from './fixtures.ts'
import { planLetter } from './letter.ts'
import { markdownOf } from './markdown.ts'
import { planPage } from './page.ts'
import type { Block, PlanDocument } from './plan-document.ts'

const run = (text: string, more: Partial<TextRun> = {}): TextRun => ({ text, marks: [], href: null, ...more })
const block = (text: string, more: Partial<TextBlock> = {}): TextBlock => ({
  level: 0,
  within: [],
  runs: text === '' ? [] : [run(text)],
  ...more,
})
const bullet = (item: number) => ({ kind: 'bullet', item }) as const
const ordered = (item: number) => ({ kind: 'ordered', item }) as const
const quote = { kind: 'quote', item: 0 } as const

const BLOCKS: readonly TextBlock[] = [
  block('Who decides', { level: 2 }),
  block('', {
    runs: [
      run('The '),
      run('plant manager ', { marks: ['bold', 'italic'] }),
      run('and '),
      run('their site', { href: 'https://example.com/a?b=1&c=(2)' }),
    ],
  }),
  block('first', { within: [bullet(1)] }),
  block('still first', { within: [bullet(1)] }),
  block('inner', { within: [bullet(1), ordered(1)] }),
  block('inner two', { within: [bullet(1), ordered(2)] }),
  block('second\nline two', { within: [bullet(2)] }),
  block(''),
  block('five', { within: [ordered(5)] }),
  block('quoted', { within: [quote] }),
  block('# no heading, <b>no tag</b>, [no](link), - no list'),
  block('- no list either'),
]

const SECTION: PlanSection = {
  key: 'a',
  title: 'Profile',
  help: '',
  part: 'statements',
  audience: 'plan',
  fields: [],
  freshMonths: 12,
}

function blocksOf(blocks: readonly TextBlock[]): Block[] {
  const text = {
    sectionKey: 'a',
    blocks: [...blocks],
    characters: 1,
    sequence: 1,
    updatedAt: null,
    updatedByName: null,
  }
  return noteBlocks({ texts: [text] }, SECTION)
}

const documentOf = (blocks: readonly TextBlock[]): PlanDocument => ({
  title: 'Plan',
  subtitle: 'Acme',
  about: [],
  chapters: [{ title: 'Profile', blocks: blocksOf(blocks) }],
})

it('stand in Markdown as lists, quotes, headings and links, and what was typed to look like them does not', () => {
  const markdown = markdownOf(documentOf(BLOCKS))
  const from = markdown.indexOf('### Notes on Profile')
  expect(markdown.slice(from)).toBe(
    [
      '### Notes on Profile',
      '',
      '##### Who decides',
      '',
      'The ***plant manager*** and [their site](<https://example.com/a?b=1&c=(2)>)',
      '',
      '- first',
      '',
      '  still first',
      '',
      '  1. inner',
      '',
      '  2. inner two',
      '',
      '- second  ',
      '  line two',
      '',
      '5. five',
      '',
      '> quoted',
      '>',
      '\\# no heading, \\<b\\>no tag\\</b\\>, \\[no\\](link), - no list',
      '',
      '\\- no list either',
      '',
      '',
    ].join('\n'),
  )
})

it('stand in a word processor’s document as its own lists, headings and links', async () => {
  const files = await unzipped(await planLetter(documentOf(BLOCKS), 'foot'))
  parseParts(files)
  const xml = files.get('word/document.xml') ?? ''
  const paragraph = (words: string) => xml.match(/<w:p>.*?<\/w:p>/gs)?.find((one) => one.includes(`>${words}<`)) ?? ''
  expect(paragraph('Who decides')).toContain('w:val="Heading4"')
  expect(paragraph('plant manager ')).toMatch(/<w:b\/>.*<w:i\/>/)
  expect(paragraph('first')).toContain('<w:numPr>')
  expect(paragraph('still first')).not.toContain('<w:numPr>')
  expect(paragraph('inner')).toContain('<w:ilvl w:val="1"/>')
  expect(paragraph('second')).toMatch(/second.*<w:br\/>.*line two/)
  expect(files.get('word/_rels/document.xml.rels')).toContain('https://example.com/a?b=1&amp;c=(2)')
})

it('stand on the page that is printed with their emphasis, and no markup of their own', () => {
  const page = planPage(documentOf(BLOCKS), 'foot')
  expect(page).toContain('<b><i>plant manager </i></b>')
  expect(page).toContain('<a href="https://example.com/a?b=1&amp;c=(2)">their site</a>')
  expect(page).toContain('&lt;b&gt;no tag&lt;/b&gt;')
  expect(page).toMatch(/margin-left:10mm">1\. +inner|margin-left:10mm"> +1\. inner/)
})

it('stand on slides as lines, a long one in pieces and no word of it lost', async () => {
  const long = Array.from({ length: 300 }, (_, at) => `word${at}`).join(' ')
  const files = await unzipped(await planDeck(documentOf([block(long), block('x'.repeat(900))]), 'foot'))
  parseParts(files)
  const text = readable(files)
  for (let at = 0; at < 300; at += 1) expect(text).toContain(`word${at}`)
  expect(blocksOf([block(long)])[0]).toMatchObject({ kind: 'text' })
  const [notes] = blocksOf([block(long), block('x'.repeat(900))])
  const paragraphs = notes?.kind === 'text' ? notes.paragraphs : []
  expect(Math.max(...paragraphs.map(({ length }) => length))).toBeLessThanOrEqual(400)
  expect(paragraphs.join(' ')).toContain(long)
})

it('that nobody has written are not told of', () => {
  expect(blocksOf([])).toEqual([])
  expect(blocksOf([block('')])).toEqual([])
  expect(noteBlocks(null, SECTION)).toEqual([])
})
