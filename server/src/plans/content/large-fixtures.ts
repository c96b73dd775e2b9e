import { randomUUID } from 'node:crypto'
import { type SampleFile, sampleFile } from './fixtures.ts'
import { later, moments } from './writing-fixtures.ts'

/** The sample with as many things as a plan of a large account has, each written at a moment of its own. */
export function largeFile(): SampleFile {
  const file = sampleFile()
  const { statements, swot, actions, objectives, whiteSpace } = file.content
  const many = <Item extends { id: string }>(items: Item[], count: number, change: (at: number) => Partial<Item>) => {
    const [item] = items
    if (!item) return
    for (let at = items.length; at < count; at += 1) items.push({ ...item, ...change(at), id: randomUUID() })
  }
  many(statements?.sections[1]?.statements ?? [], 60, (at) => ({
    ...moments(100 + at),
    content: `Statement ${at}. ${'They say so. '.repeat(at % 20)}`.trim(),
  }))
  many(swot?.items ?? [], 60, (at) => ({
    ...moments(100 + at),
    text: `Item ${at} of the market`,
    evidence: 'Seen in their report. '.repeat(4).trim(),
  }))
  many(objectives?.objectives ?? [], 30, (at) => ({
    ...moments(100 + at),
    title: `Objective ${at}`,
    keyResults: [],
    causes: [],
  }))
  many(actions?.actions ?? [], 150, (at) => ({
    ...moments(100 + at),
    title: `Action ${at} to be done`,
    dueOn: later('2026-07-01', at * 86_400_000).slice(0, 10),
    cause: null,
    needs: [],
  }))
  if (whiteSpace) {
    many(whiteSpace.units, 20, (at) => ({ name: `Plant ${at}`, position: at + 1 }))
    many(whiteSpace.offerings, 15, (at) => ({ name: `Line ${at}`, position: at + 1 }))
  }
  return file
}
