import type { SwotPart } from '@mainstay/contract/plans-swot'
import type { Audience, Block, Cell, Tone } from '../plan-document.ts'
import { WORDS } from '../words.ts'

type Item = SwotPart['items'][number]
type Caused = Item['caused']

/** Items a field of the slide holds; the table has all. */
const SHOWN = 5
const FIELD_TONES: Readonly<Record<Item['kind'], Tone>> = {
  strength: 'good',
  weakness: 'warn',
  opportunity: 'info',
  threat: 'bad',
}
const FIELD_TITLES: Readonly<Record<Item['kind'], string>> = {
  strength: 'Strengths',
  weakness: 'Weaknesses',
  opportunity: 'Opportunities',
  threat: 'Threats',
}
const GRADE_TONES = { high: 'bad', medium: 'warn', low: 'quiet' } as const

export function swotBlocks({ items, chosenPairs }: SwotPart, audience: Audience): Block[] {
  const blocks = (['customer', 'view_of_us'] as const).flatMap((viewpoint) => {
    const own = items.filter((item) => item.viewpoint === viewpoint)
    return own.length === 0 ? [] : viewpointBlocks(WORDS.swotViewpoint[viewpoint], own, audience)
  })
  const pairs = chosenPairs.length > 0 ? [pairTable(chosenPairs)] : []
  return [...blocks, ...pairs]
}

function viewpointBlocks(title: string, items: readonly Item[], audience: Audience): Block[] {
  const living = items.filter(({ settled }) => settled === null)
  return [
    {
      kind: 'quadrants',
      title,
      fields: (['strength', 'weakness', 'opportunity', 'threat'] as const).map((kind) => ({
        title: FIELD_TITLES[kind],
        tone: FIELD_TONES[kind],
        lines: linesOf(living.filter((item) => item.kind === kind)),
      })),
    },
    ...(audience === 'customer'
      ? [plainTable(title, living)]
      : [fullTable(title, items, 'pages'), fullTable(title, items, 'workbook')]),
  ]
}

function linesOf(items: readonly Item[]): string[] {
  const shown = items.slice(0, SHOWN).map(({ text, grade }) => (grade ? `${text} (${grade})` : text))
  return items.length > SHOWN ? [...shown, `and ${items.length - SHOWN} more`] : shown
}

function plainTable(title: string, items: readonly Item[]): Block {
  return {
    kind: 'table',
    title,
    columns: [
      { title: 'Kind', kind: 'text', weight: 1 },
      { title: 'Item', kind: 'text', weight: 5 },
    ],
    rows: items.map(({ kind, text }) => [WORDS.swotKind[kind], text]),
    empty: '',
  }
}

/** The grade sums up how great it is and how sure we are; those two stand in the workbook. */
function fullTable(title: string, items: readonly Item[], place: 'pages' | 'workbook'): Block {
  const isWhole = place === 'workbook'
  return {
    kind: 'table',
    title,
    columns: [
      { title: 'Kind', kind: 'text', weight: 1 },
      { title: 'Item', kind: 'text', weight: 3 },
      { title: 'Grade', kind: 'text', weight: 0.8 },
      ...(isWhole
        ? ([
            { title: 'Impact', kind: 'text', weight: 0.8 },
            { title: 'Confidence', kind: 'text', weight: 1 },
          ] as const)
        : []),
      { title: 'Evidence', kind: 'text', weight: 2.6 },
      { title: 'Of', kind: 'date', weight: 1 },
      { title: 'Said by', kind: 'text', weight: 1.2 },
      { title: 'Led to', kind: 'text', weight: 2 },
    ],
    rows: items.map((item) => itemRow(item, place)),
    empty: '',
    place,
  }
}

function itemRow(item: Item, place: 'pages' | 'workbook'): Cell[] {
  const judgement = (of: Item['impact']): Cell => (of === null ? null : (WORDS.judgement[of] ?? null))
  return [
    WORDS.swotKind[item.kind],
    item.settled ? `${item.text} (settled: ${item.settled.reason})` : item.text,
    { value: item.grade, tone: item.grade ? GRADE_TONES[item.grade] : null },
    ...(place === 'workbook' ? [judgement(item.impact), judgement(item.confidence)] : []),
    item.evidence,
    item.evidenceOn === null ? null : { date: item.evidenceOn },
    item.saidBy,
    causedText(item.caused),
  ]
}

function pairTable(pairs: SwotPart['chosenPairs']): Block {
  return {
    kind: 'table',
    title: 'What we make of it',
    columns: [
      { title: 'Strategy', kind: 'text', weight: 0.8 },
      { title: 'Strength or weakness', kind: 'text', weight: 3 },
      { title: 'Opportunity or threat', kind: 'text', weight: 3 },
      { title: 'Led to', kind: 'text', weight: 3 },
    ],
    rows: pairs.map((pair) => [pair.strategy, pair.internal.text, pair.external.text, causedText(pair.caused)]),
    empty: '',
  }
}

function causedText(caused: Caused): string {
  return caused.map(({ title, kind }) => title ?? `${kind} that you may not see`).join('; ')
}
