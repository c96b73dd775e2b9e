import { expect, it } from 'vitest'
import { readAnswer, readBlock } from './paste-block.ts'

const rows = new Map([['2', { fit: { answer: 1, comment: 'Met them' } }]])
const sheet = { accountIds: ['1', '2', '3'], criterionKeys: ['fit', 'access'], rows }
const inShort = (written: string, accountId = '2') =>
  readBlock(written, sheet, { accountId, criterionKey: 'fit' }).changes.map(
    (one) => `${one.accountId} ${one.criterionKey} ${one.answer}`,
  )

it('reads levels, no basis to judge, and nothing', () => {
  expect(['3', ' 5 ', '4.0', '0', '-', '–', '', ' '].map(readAnswer)).toEqual([3, 5, 4, 0, 0, 0, null, null])
  expect(['6', '2.5', 'good', '-1', '33', '=1'].map(readAnswer)).toEqual(Array.from({ length: 6 }, () => undefined))
})

it('lays a block over the sheet from the cell in focus, with or without a last line break', () => {
  expect(inShort('4\t5\r\n3\t-\r\n')).toEqual(['2 fit 4', '2 access 5', '3 fit 3', '3 access 0'])
})

it('keeps the comments that are there', () => {
  const [change] = readBlock('4', sheet, { accountId: '2', criterionKey: 'fit' }).changes
  expect(change?.comment).toBe('Met them')
})

it('names what is no answer at its place and then takes nothing', () => {
  const block = readBlock('4\tgood\n7\t1', sheet, { accountId: '1', criterionKey: 'fit' })
  expect(block.changes).toEqual([])
  expect(block.faults).toEqual([
    { row: 1, column: 2, written: 'good' },
    { row: 2, column: 1, written: '7' },
  ])
})

it('counts what lies beyond the sheet', () => {
  expect(readBlock('1\t1\t1\n1\t1\t1', sheet, { accountId: '3', criterionKey: 'fit' })).toMatchObject({
    outside: 4,
    faults: [],
  })
})
