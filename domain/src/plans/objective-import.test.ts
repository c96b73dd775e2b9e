import { describe, expect, test } from 'vitest'
import { readPastedObjectives } from './objective-import.ts'
import type { GroupSetting } from './objective-import-groups.ts'
import { cellsOf, pastedFrom } from './pasted-sheet.ts'

const SETTING: GroupSetting = {
  today: '2026-11-22',
  periods: [
    { label: '2026', startsOn: '2026-01-01', endsOn: '2026-12-31' },
    { label: '2027', startsOn: '2027-01-01', endsOn: '2027-12-31' },
  ],
  present: [],
  limits: { objectives: 100, keyResults: 20 },
}
const HEAD = 'Objective\tKey result\tStart\tTarget\tUnit\tPeriod\tOwner\tDirection\tCommitted or stretch\tCurrent'
const read = (rows: string, setting: Partial<GroupSetting> = {}, head = HEAD) =>
  readPastedObjectives(`${head}\n${rows}`, { ...SETTING, ...setting })

describe('objectives out of a spreadsheet', () => {
  test('lines of one objective are its key results, and what it says of itself may stand in any of them', () => {
    const { objectives, rejects, ignoredColumns } = read(
      [
        'Be first choice\tOrders on time\t80 %\t98 %\t\t2027\t\tup\tcommitted\t85 %',
        '\tComplaints\t12\t4\tcomplaints\t\tAnna\t\tstretch\t',
        'be  first CHOICE\tVisits\t0\t1,200.50\tvisits\t\t\t\t\t',
      ].join('\n'),
    )
    expect(rejects).toEqual([])
    expect(ignoredColumns).toEqual([])
    expect(objectives).toMatchObject([
      {
        title: 'Be first choice',
        isPresent: false,
        kind: 'quantitative',
        ownerName: 'Anna',
        startsOn: '2027-01-01',
        endsOn: '2027-12-31',
        ambition: 'committed',
        keyResults: [
          { line: 2, title: 'Orders on time', start: '80', target: '98', unit: '%', direction: 'up', current: '85' },
          {
            line: 3,
            title: 'Complaints',
            start: '12',
            target: '4',
            direction: null,
            ambition: 'stretch',
            current: null,
          },
          { line: 4, title: 'Visits', start: '0', target: '1200.5' },
        ],
      },
    ])
  })

  test('an objective in words needs no key result, and begins today where only its end is written', () => {
    const { objectives } = read(
      'Win their trust\tqualitative\tthey left us once\t31.12.2027',
      {},
      'Goal\tKind\tWhy\tDue',
    )
    expect(objectives).toMatchObject([
      { kind: 'qualitative', why: 'they left us once', startsOn: '2026-11-22', endsOn: '2027-12-31', keyResults: [] },
    ])
  })

  test('without headings the columns are objective, key result, start, target, unit, owner, due', () => {
    const { objectives, headings } = readPastedObjectives('Grow\tPlants served\t1\t3\tplants\tBen\t2027-06-30', SETTING)
    expect(headings).toEqual(['objective', 'key result', 'start', 'target', 'unit', 'owner', 'due'])
    expect(objectives).toMatchObject([{ title: 'Grow', ownerName: 'Ben', endsOn: '2027-06-30' }])
  })

  test.each([
    ['Grow\tPlants\tfew\t3\t\t2027', 'the start “few” is no number; write it as 1250.5'],
    ['Grow\tPlants\t3\t3\t\t2027', 'the target “3” is the start; a key result has a way to go'],
    ['Grow\tPlants\t\t3\t\t2027', 'the start is missing; write the value it begins with'],
    ['Grow\tPlants\t1\t\t\t2027', 'the target is missing'],
    ['Grow\t\t1\t3\t\t2027', 'the key result is not named'],
    ['Grow\tPlants\t1\t3\t\t2031', 'the period “2031” is not one of the plan; write 2026, 2027, or a due date instead'],
    ['Grow\tPlants\t1\t3\tplants\t2027\t\tsideways', 'the direction “sideways” is not known; write up or down'],
    [
      'Grow\tPlants\t1\t3\tplants\t2027\t\tdown',
      'the direction contradicts the way from 1 to 3; write up or leave it empty',
    ],
    ['Grow\tShare\t1 %\t3 %\tplants\t2027', 'the unit “plants” contradicts the percent sign beside the values'],
    [
      'Grow\tPlants\t1\t3\tplants\t2027\t\t\tperhaps',
      'the ambition “perhaps” is not known; write committed or stretch',
    ],
    [
      'Grow\tPlants\t1\t3\tplants',
      'nobody can tell when the objective ends; write a due date as 2026-10-31, or a period of the plan',
    ],
    [
      'Grow\tPlants\t1\t12345678901234567\t\t2027',
      'the target “12345678901234567” has more than 16 digits or 10 decimals',
    ],
    [`${'x'.repeat(301)}\tPlants\t1\t3\t\t2027`, 'the objective is longer than 300 characters'],
    ['Grow\u0007\tPlants\t1\t3\t\t2027', 'it contains characters that cannot be stored'],
    ['\tPlants\t1\t3\t\t2027', 'the objective is not named'],
  ])('%j is rejected because %s', (line, reason) => {
    const { objectives, rejects } = read(line)
    expect(objectives).toEqual([])
    expect(rejects).toEqual([{ line: 2, content: line, reasons: [reason] }])
  })

  test.each([
    ['2025-06-30', '', 'it is due on 2025-06-30, which has passed; write when it began, or another due date'],
    ['2027-01-01', '2027-02-01', 'it is due on 2027-01-01, not after its beginning on 2027-02-01'],
    ['2037-01-01', '2026-01-01', 'the objective takes more than ten years'],
    ['soon', '2026-01-01', 'the due date “soon” is no date; write it as 2026-10-31'],
  ])('due %s after a beginning on %j: %s', (due, begins, reason) => {
    const { rejects } = read(`Grow\t${begins}\t${due}`, {}, 'Objective\tBegins\tDue')
    expect(rejects[0]?.reasons).toContain(reason)
  })

  test('a key result that is wrong stays out alone; what is wrong with the objective keeps all its lines out', () => {
    const { objectives, rejects } = read(
      'Grow\tPlants\t1\t3\t\t2027\nGrow\tSites\ta\t3\t\t\nShrink\tPlants\t3\t1\nShrink\tSites\t3\t1',
    )
    expect(objectives.map(({ title, keyResults }) => [title, keyResults.length])).toEqual([['Grow', 1]])
    expect(rejects.map(({ line }) => line)).toEqual([3, 4, 5])
  })

  test('two owners of one objective contradict each other, and the first that is written counts', () => {
    const { objectives, rejects } = read('Grow\tPlants\t1\t3\t\t2027\tAnna\nGrow\tSites\t1\t3\t\t\tBen')
    expect(objectives).toMatchObject([{ ownerName: 'Anna', keyResults: [{ title: 'Plants' }] }])
    expect(rejects).toMatchObject([{ line: 3, reasons: ['the owner “Ben” differs from line 2 of the same objective'] }])
  })

  test('a key result and an objective without any are said once', () => {
    const { rejects } = read(
      'Grow\tPlants\t1\t3\t\t2027\nGrow\tplants\t1\t4\t\t\nTrust\t\t\t\t\t2027\nTrust\t\t\t\t\t2027',
    )
    expect(rejects.map(({ line, reasons }) => [line, ...reasons])).toEqual([
      [3, 'the key result stands in line 2 already'],
      [5, 'the objective without a key result stands in line 4 already'],
    ])
  })

  test('what stands in the plan is left as it is, and what is new is added to it', () => {
    const present = [
      { title: 'GROW ', isOpen: true, startsOn: '2026-01-01', endsOn: '2026-12-31', keyResults: ['Plants'] },
    ]
    const { objectives, unchanged, rejects } = read('Grow\tplants\t1\t5\t\t2027\nGrow\tSites\t1\t3\t\t2027', {
      present,
    })
    expect([unchanged, rejects]).toEqual([[2], []])
    expect(objectives).toMatchObject([
      { title: 'GROW ', isPresent: true, startsOn: '2026-01-01', keyResults: [{ title: 'Sites' }] },
    ])
  })

  test('what a sheet says of an objective that stands in the plan is told, also where nothing of it is new', () => {
    const present = [
      { title: 'Grow', isOpen: true, startsOn: '2026-01-01', endsOn: '2026-12-31', keyResults: ['Plants'] },
    ]
    const { said } = read('Trust\t\t\t\t\t2027\nGrow\tPlants\t1\t5\t\t2027', { present })
    expect(said).toEqual([{ title: 'Grow', line: 3, ownerName: '', endsOn: '2027-12-31' }])
    expect(read('Trust\t\t\t\t\t2027').said).toEqual([])
  })

  test('nothing is added to an objective that is closed', () => {
    const present = [{ title: 'Grow', isOpen: false, startsOn: '2026-01-01', endsOn: '2026-12-31', keyResults: [] }]
    const { objectives, rejects } = read('Grow\tSites\t1\t3\t\t2027', { present })
    expect(objectives).toEqual([])
    expect(rejects[0]?.reasons).toEqual([
      'the objective stands in the plan and is closed or dropped; take it up again first',
    ])
  })

  test('a plan holds only so many objectives, and an objective only so many key results', () => {
    const rows = 'One\tA\t1\t2\t\t2027\nOne\tB\t1\t2\t\t\nOne\tC\t1\t2\t\t\nTwo\tA\t1\t2\t\t2027'
    const { objectives, rejects } = read(rows, { limits: { objectives: 1, keyResults: 2 } })
    expect(objectives).toMatchObject([{ title: 'One', keyResults: [{ title: 'A' }, { title: 'B' }] }])
    expect(rejects.map(({ line, reasons }) => [line, ...reasons])).toEqual([
      [4, 'an objective holds at most 2 key results'],
      [5, 'a plan holds at most 1 objectives'],
    ])
  })

  test('numbers that can be read in two ways are asked for, and settled by any that cannot', () => {
    expect(read('Grow\tSales\t0\t1.234\t\t2027').rejects[0]?.reasons).toEqual([
      'the target “1.234” can be read in two ways; write it without thousands, as 1250.5',
    ])
    const settled = read('Grow\tSales\t0\t1.234\t\t2027\nGrow\tCost\t2.500,50\t1\t\t')
    expect(settled.objectives[0]?.keyResults.map(({ start, target }) => [start, target])).toEqual([
      ['0', '1234'],
      ['2500.5', '1'],
    ])
  })

  test('lines beyond the two hundredth are rejected with that reason', () => {
    const rows = Array.from({ length: 201 }, (_, at) => `Grow\tResult ${at}\t1\t3\t\t2027`)
    const { rejects } = read(rows.join('\n'), { limits: { objectives: 100, keyResults: 500 } })
    expect(rejects).toMatchObject([{ line: 202, reasons: ['only the first 200 lines are taken at once'] }])
  })

  test('sixty thousand lines take no longer than two hundred and say nothing about what is taken', () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => at.toString(36))
    const before = performance.now()
    const { objectives, rejects } = read(`Grow\tSales\t1\t3\t\t2027\n${rows.join('\n')}\nGrow\t\t\t\t\t\tAnna`)
    expect(performance.now() - before).toBeLessThan(5_000)
    expect(objectives).toMatchObject([{ title: 'Grow', ownerName: '' }])
    expect(rejects).toHaveLength(60_001)
    expect(rejects.at(-1)).toEqual({
      line: 60_003,
      content: 'Grow\t\t\t\t\t\tAnna',
      reasons: ['only the first 200 lines are taken at once'],
    })
  })
})

test('rows of a file become cells that read as the same rows', () => {
  const rows = [
    ['Grow "fast"', 'two\nlines', ''],
    ['a\tb', '', 'c'],
  ]
  expect(cellsOf(pastedFrom(rows))).toEqual(rows)
})
