import { describe, expect, it } from 'vitest'
import { describeRowFault, type RowFaultCode, rowFaultCodes } from './row-faults.ts'

/** Each fault with a cell that has it, and the words a person reads in the file of rejected rows. */
const told: readonly (readonly [code: RowFaultCode, column: string, value: string, reason: string, remedy: string])[] =
  [
    ['ledger/missing-value', 'Net', '', 'Net is empty.', 'Fill in Net.'],
    [
      'ledger/not-a-number',
      'Net',
      '12x',
      '"12x" in Net is no number in the chosen format.',
      'Correct the number, or choose another number format for the file.',
    ],
    [
      'ledger/number-ambiguous',
      'Net',
      '1.234',
      '"1.234" in Net can be read with a decimal point or a decimal comma.',
      'Choose the decimal sign for the file, or write the number without a sign between thousands, such as 1234.50.',
    ],
    [
      'ledger/number-too-long',
      'Net',
      '1e30',
      '"1e30" in Net has more digits than can be kept exactly.',
      'Round it to at most 20 digits before and 18 after the decimal sign.',
    ],
    [
      'ledger/not-a-whole-number',
      'Staff',
      '12.5',
      '"12.5" in Staff is not a whole number.',
      'Enter it without decimals.',
    ],
    [
      'ledger/not-a-date',
      'Date',
      'soon',
      '"soon" in Date is no date in the chosen format.',
      'Correct the date, or choose another date format for the file.',
    ],
    [
      'ledger/date-does-not-exist',
      'Date',
      '2013-02-30',
      '"2013-02-30" in Date is a day no calendar has.',
      'Correct the day, month or year.',
    ],
    [
      'ledger/date-ambiguous',
      'Date',
      '03/04/2013',
      '"03/04/2013" in Date can be read as day first or month first.',
      'Choose which comes first for the file.',
    ],
    ['ledger/not-a-month', 'Month', 'Q1', '"Q1" in Month is no month.', 'Write the month as 2013-05.'],
    [
      'ledger/not-a-currency',
      'Currency',
      '$',
      '"$" in Currency is no ISO 4217 currency code.',
      'Use the three-letter code, such as EUR.',
    ],
    ['ledger/not-a-percentage', 'Share', '25', '"25" in Share is no percentage.', 'Write 25 % or 0.25.'],
    [
      'ledger/control-character',
      'Name',
      'A\u0001',
      'Name holds a character that cannot be shown.',
      'Remove the control character.',
    ],
    ['ledger/text-too-long', 'Name', 'x', 'Name is longer than can be kept.', 'Shorten it.'],
    ['ledger/not-positive', 'Rate', '0', '"0" in Rate must be above zero.', 'Enter a number above zero.'],
    [
      'ledger/low-above-high',
      'Low',
      '9',
      'The low, base and high estimates are not in that order.',
      'Enter them so that low is at most base and base at most high.',
    ],
    [
      'ledger/net-amount-unknown',
      'Net',
      '',
      'The line has neither a net amount nor a quantity with a unit price.',
      'Fill in the net amount, or quantity and unit price.',
    ],
    [
      'ledger/duplicate-in-file',
      'Code',
      'C1',
      '"C1" in Code stands in the file more than once.',
      'Keep one of the rows.',
    ],
    [
      'ledger/unknown-customer',
      'Customer',
      'C9',
      'No customer has the code "C9".',
      'Import the customer first, or correct the code.',
    ],
    [
      'ledger/unknown-product',
      'Item',
      'P9',
      'No product has the code "P9".',
      'Import the product first, or correct the code.',
    ],
    [
      'ledger/unknown-activity',
      'Activity',
      'A9',
      'No activity has the code "A9".',
      'Import its cost rates first, or correct the code.',
    ],
    [
      'ledger/unknown-parent',
      'Parent',
      'C9',
      'No customer has the parent code "C9".',
      'Add the parent to the file, or correct the code.',
    ],
    [
      'ledger/parent-cycle',
      'Parent',
      'C1',
      '"C1" would make the customer a parent of itself.',
      'Correct the parent so that the group has one top.',
    ],
    [
      'ledger/no-exchange-rate',
      'Currency',
      'EUR',
      'No exchange rate is known for "EUR" on that day.',
      'Import the exchange rates first.',
    ],
    ['ledger/unreadable-row', 'Row', 'x', 'The row cannot be read: "x".', 'Correct the row in the file.'],
  ]

describe('the words for a row that cannot go in', () => {
  it.each(told)('%s', (code, column, value, reason, remedy) => {
    expect(describeRowFault({ code, column, value })).toEqual({ reason, remedy })
  })

  it('are there for every fault, and for no other', () => {
    expect(told.map(([code]) => code).sort()).toEqual([...rowFaultCodes].sort())
  })

  it('are different for every fault, so that nobody corrects the wrong thing', () => {
    const reasons = rowFaultCodes.map((code) => describeRowFault({ code, column: 'X', value: 'y' }).reason)
    expect(new Set(reasons).size).toBe(reasons.length)
  })

  it('tell a number nobody can decide from one that is none: the first is chosen for the file, the second corrected', () => {
    const ambiguous = describeRowFault({ code: 'ledger/number-ambiguous', column: 'Net', value: '1.234' })
    const wrong = describeRowFault({ code: 'ledger/not-a-number', column: 'Net', value: '1.234' })
    expect(ambiguous.remedy).toMatch(/^Choose/)
    expect(wrong.remedy).toMatch(/^Correct/)
  })

  it('say that an empty value is empty rather than showing nothing', () => {
    const text = describeRowFault({ code: 'ledger/not-a-currency', column: 'Currency', value: '' })
    expect(text.reason).toBe('An empty value in Currency is no ISO 4217 currency code.')
  })

  it('show a value of 80 characters whole and cut one of 81', () => {
    const shown = (length: number) =>
      describeRowFault({ code: 'ledger/not-a-date', column: 'D', value: 'x'.repeat(length) }).reason
    expect(shown(80)).toContain(`"${'x'.repeat(80)}"`)
    expect(shown(81)).toContain(`"${'x'.repeat(79)}…"`)
  })
})
