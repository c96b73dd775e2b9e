import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAmount } from '../kernel/index.ts'
import {
  compareDefinitions,
  definitionFaults,
  definitionOn,
  type ProgramDefinition,
  type ProgramInvestment,
} from './index.ts'

const FIRST: ProgramDefinition = {
  version: 1,
  keyAccountMeaning: 'A customer whose plans need what only we and few others can do.',
  valueTheyBring: 'Steady contribution and a reason to build better things.',
  valueWeBring: 'Shorter time to market and less stock.',
  investment: {
    fullTimePeople: 6,
    moneyPerYear: parseAmount('250000') ?? 0n,
    currency: 'USD',
    executiveDaysPerYear: 24,
  },
  willNotDo: 'No prices below cost, and no place for size alone.',
  rebuildReason: null,
  effectiveDate: '2024-01-01',
}

const SECOND: ProgramDefinition = {
  ...FIRST,
  version: 2,
  investment: { ...FIRST.investment, fullTimePeople: 8, moneyPerYear: parseAmount('300000.5') ?? 0n },
  willNotDo: 'No prices below cost, and no place by override for more than a year.',
  rebuildReason: 'Half of the list had grown less than the rest of the company.',
  effectiveDate: '2025-01-01',
}

function investing(changes: Partial<ProgramInvestment>): ProgramDefinition {
  return { ...FIRST, investment: { ...FIRST.investment, ...changes } }
}

function faults(definition: ProgramDefinition, previous: ProgramDefinition | null = null): string[] {
  return definitionFaults(definition, previous).map(({ path, code }) => `${path} ${code}`)
}

describe('what a definition must contain', () => {
  test('a first version needs no reason, a rebuild does', () => {
    expect(faults(FIRST)).toEqual([])
    expect(faults(SECOND, FIRST)).toEqual([])
    expect(faults({ ...SECOND, rebuildReason: 'because' }, FIRST)).toEqual([
      'rebuildReason program/rebuild-reason-missing',
    ])
    expect(faults({ ...SECOND, rebuildReason: null }, FIRST)).toEqual(['rebuildReason program/rebuild-reason-missing'])
  })

  test.each(['keyAccountMeaning', 'valueTheyBring', 'valueWeBring', 'willNotDo'] as const)(
    '%s takes more than a word',
    (field) => {
      expect(faults({ ...FIRST, [field]: 'big' })).toEqual([`${field} program/definition-text-too-short`])
      expect(faults({ ...FIRST, [field]: '...............' })).toEqual([`${field} program/definition-text-too-short`])
    },
  )

  test.each([
    [{ fullTimePeople: -1 }, 'investment.fullTimePeople program/investment-not-a-number'],
    [{ fullTimePeople: Number.NaN }, 'investment.fullTimePeople program/investment-not-a-number'],
    [
      { executiveDaysPerYear: Number.POSITIVE_INFINITY },
      'investment.executiveDaysPerYear program/investment-not-a-number',
    ],
    [{ moneyPerYear: -1n }, 'investment.moneyPerYear program/investment-not-a-number'],
    [{ currency: 'dollars' }, 'investment.currency program/currency-invalid'],
    [{ fullTimePeople: 0, moneyPerYear: 0n, executiveDaysPerYear: 0 }, 'investment program/investment-empty'],
  ] satisfies [Partial<ProgramInvestment>, string][])('an investment of %o is a fault', (change, fault) => {
    expect(faults(investing(change))).toEqual([fault])
  })

  test('a program may invest people only, or executives only', () => {
    expect(faults(investing({ moneyPerYear: 0n, executiveDaysPerYear: 0 }))).toEqual([])
    expect(faults(investing({ moneyPerYear: 0n, fullTimePeople: 0 }))).toEqual([])
  })

  test('versions follow each other in number and in time', () => {
    expect(faults({ ...SECOND, version: 4 }, FIRST)).toEqual(['version program/definition-version-not-next'])
    expect(faults({ ...FIRST, version: 2 })).toEqual(['version program/definition-version-not-next'])
    expect(faults({ ...SECOND, effectiveDate: '2024-01-01' }, FIRST)).toEqual([
      'effectiveDate program/effective-date-not-after-last',
    ])
    expect(faults({ ...FIRST, effectiveDate: '2023-02-29' })).toEqual(['effectiveDate program/effective-date-invalid'])
  })

  test('all faults are told at once', () => {
    const empty = { ...FIRST, keyAccountMeaning: '', willNotDo: ' ', effectiveDate: 'soon' }
    expect(faults(empty)).toHaveLength(3)
  })
})

describe('the version in effect', () => {
  test.each([
    ['2023-12-31', null],
    ['2024-01-01', 1],
    ['2024-12-31', 1],
    ['2025-01-01', 2],
    ['2030-06-01', 2],
  ])('on %s is %s', (day, version) => {
    expect(definitionOn([SECOND, FIRST], day)?.version ?? null).toBe(version)
  })

  test('without any version nothing is in effect', () => {
    expect(definitionOn([], '2025-01-01')).toBeNull()
  })
})

describe('two versions side by side', () => {
  test('every field is there, with what changed and by how much', () => {
    const changes = compareDefinitions(FIRST, SECOND)
    expect(changes.map(({ field, kind }) => `${field} ${kind}`)).toEqual([
      'keyAccountMeaning same',
      'valueTheyBring same',
      'valueWeBring same',
      'investment.fullTimePeople changed',
      'investment.moneyPerYear changed',
      'investment.executiveDaysPerYear same',
      'willNotDo changed',
      'rebuildReason added',
      'effectiveDate changed',
    ])
    expect(changes.find(({ field }) => field === 'investment.fullTimePeople')?.difference).toBe(2)
    expect(changes.find(({ field }) => field === 'investment.moneyPerYear')).toMatchObject({
      before: '250000.00 USD',
      after: '300000.50 USD',
      difference: null,
    })
  })

  test('the other way round, what was added is removed', () => {
    const back = compareDefinitions(SECOND, FIRST)
    expect(back.find(({ field }) => field === 'rebuildReason')).toMatchObject({ kind: 'removed', after: null })
    expect(back.find(({ field }) => field === 'investment.fullTimePeople')?.difference).toBe(-2)
  })

  test('by law: a version compared with itself shows no change, whatever its text', () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ min: 0, max: 1e6, noNaN: true }), (text, people) => {
        const version = { ...investing({ fullTimePeople: people }), willNotDo: text }
        return compareDefinitions(version, version).every(({ kind }) => kind === 'same')
      }),
    )
  })
})
