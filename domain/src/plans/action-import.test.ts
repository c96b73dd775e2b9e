import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPastedActions } from './action-import.ts'
import { cellsOf, PASTED_LINES } from './pasted-sheet.ts'
import { dateOrderOf, readWrittenDate } from './written-date.ts'

describe('actions out of a spreadsheet', () => {
  test('headings say which column is which, in any order and by common words', () => {
    const sheet = readPastedActions('Who\tTask\tBy when\tStatus\tCosts\nAnna\tVisit the plant\t2026-12-01\tdoing\t500')
    expect(sheet.columns).toEqual(['owner', 'title', 'due', 'state'])
    expect(sheet.ignoredColumns).toEqual(['Costs'])
    expect(sheet.rejects).toEqual([])
    expect(sheet.actions).toEqual([
      {
        line: 2,
        content: 'Anna\tVisit the plant\t2026-12-01\tdoing\t500',
        title: 'Visit the plant',
        ownerName: 'Anna',
        dueOn: '2026-12-01',
        startsOn: null,
        state: 'in_progress',
        reason: '',
        details: '',
      },
    ])
  })

  test('without headings the columns are action, owner, due date, state, reason', () => {
    const sheet = readPastedActions('Send samples\tBen\t31.12.2026\tblocked\tno samples left\n\nCall the buyer')
    expect(sheet.actions).toMatchObject([
      {
        line: 1,
        title: 'Send samples',
        ownerName: 'Ben',
        dueOn: '2026-12-31',
        state: 'blocked',
        reason: 'no samples left',
      },
      { line: 3, title: 'Call the buyer', ownerName: '', dueOn: null, state: 'planned' },
    ])
  })

  test('a line with anything wrong is rejected whole, with every reason', () => {
    const { actions, rejects } = readPastedActions(
      'action\tstart\tdue\tstate\treason\n\t2026-13-01\tsoon\tperhaps\t\nVisit\t2026-12-10\t2026-12-01\tblocked\t',
    )
    expect(actions).toEqual([])
    expect(rejects).toEqual([
      {
        line: 2,
        content: '\t2026-13-01\tsoon\tperhaps\t',
        reasons: [
          'the due date “soon” is no date; write it as 2026-10-31',
          'the start “2026-13-01” is no date; write it as 2026-10-31',
          'the action is not named',
          '“perhaps” is no state',
        ],
      },
      {
        line: 3,
        content: 'Visit\t2026-12-10\t2026-12-01\tblocked\t',
        reasons: ['blocked needs a reason', 'it is due before it starts'],
      },
    ])
  })

  test.each(['constructor', '__proto__', 'toString'])('“%s” is no state either', (word) => {
    const { actions, rejects } = readPastedActions(`action\tstate\treason\nVisit\t${word}\tfor one`)
    expect(actions).toEqual([])
    expect(rejects.map(({ reasons }) => reasons)).toEqual([[`“${word}” is no state`]])
  })

  test('a column of dates settles its own order; where it does not, nothing is guessed', () => {
    const settled = readPastedActions('action\tdue\nA\t03/04/2026\nB\t25/12/2026')
    expect(settled.actions.map(({ dueOn }) => dueOn)).toEqual(['2026-04-03', '2026-12-25'])
    const open = readPastedActions('action\tdue\nA\t03/04/2026\nB\t05/05/2026')
    expect(open.actions.map(({ dueOn }) => dueOn)).toEqual(['2026-05-05'])
    expect(open.rejects.map(({ line }) => line)).toEqual([2])
  })

  test('too many lines, too long texts and characters that cannot be stored are refused in words', () => {
    const many = Array.from({ length: PASTED_LINES + 2 }, (_, at) => `Action ${at}`).join('\n')
    const sheet = readPastedActions(`action\n${many}`)
    expect(sheet.actions).toHaveLength(PASTED_LINES)
    expect(sheet.rejects.map(({ line }) => line)).toEqual([PASTED_LINES + 2, PASTED_LINES + 3])
    expect(readPastedActions('x'.repeat(301)).rejects[0]?.reasons).toEqual(['the title is longer than 300 characters'])
    expect(readPastedActions('bad\u0000one').rejects[0]?.reasons).toEqual([
      'it contains characters that cannot be stored',
    ])
  })

  test('the second column of the same name is not read', () => {
    const sheet = readPastedActions('action\tdue\tdeadline\nA\t2026-12-01\t2027-01-01')
    expect(sheet.actions[0]?.dueOn).toBe('2026-12-01')
    expect(sheet.ignoredColumns).toEqual(['deadline'])
  })

  test('nothing pasted is nothing', () => {
    expect(readPastedActions(' \n\t\n')).toMatchObject({ actions: [], rejects: [] })
  })
})

describe('cells', () => {
  test('a quoted cell may hold tabs, line ends and doubled marks; a mark alone is a character', () => {
    expect(cellsOf('"two\nlines\tand ""tab"""\tplain\r\n"open\tend')).toEqual([
      ['two\nlines\tand "tab"', 'plain'],
      ['"open', 'end'],
    ])
  })

  test('whatever is copied comes back cell by cell', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ' b', '"', '\t', '\n', 'ü') }).map((text) => text.trim())
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const copied = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join('\t')).join('\r\n')
        expect(cellsOf(copied)).toEqual(rows)
      }),
    )
  })

  test('any text at all is read to its end', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '\r') }), (text) => {
        const sheet = readPastedActions(text)
        expect(sheet.actions.length + sheet.rejects.length).toBeLessThanOrEqual(text.length + 1)
      }),
    )
  })
})

describe('dates as people write them', () => {
  test.each([
    ['2026-10-31', '2026-10-31'],
    ['2026/1/5', '2026-01-05'],
    ['5.1.2026', '2026-01-05'],
    ['', null],
    ['31.2.2026', undefined],
    ['next week', undefined],
    ['03/04/2026', undefined],
    ['0001-01-01', undefined],
  ])('%s is %s', (written, date) => {
    expect(readWrittenDate(written, 'unknown')).toBe(date)
  })

  test('the order is settled by what makes sense one way only, and contradictions settle nothing', () => {
    expect(dateOrderOf(['03/04/2026', '25/12/2026'])).toBe('day_first')
    expect(dateOrderOf(['03/04/2026', '12/25/2026'])).toBe('month_first')
    expect(dateOrderOf(['12/25/2026', '25/12/2026'])).toBe('unknown')
    expect(dateOrderOf(['25.12.2026'])).toBe('unknown')
    expect(readWrittenDate('03/04/2026', 'day_first')).toBe('2026-04-03')
    expect(readWrittenDate('03/04/2026', 'month_first')).toBe('2026-03-04')
  })
})
