/** Why a row cannot go in, in words: what is wrong and what to do. `{value}` and `{column}` stand for the row's own. */
const texts = {
  'ledger/missing-value': ['{column} is empty.', 'Fill in {column}.'],
  'ledger/not-a-number': [
    '{value} in {column} is no number in the chosen format.',
    'Correct the number, or choose another number format for the file.',
  ],
  'ledger/number-ambiguous': [
    '{value} in {column} can be read with a decimal point or a decimal comma.',
    'Choose the decimal sign for the file, or write the number without a sign between thousands, such as 1234.50.',
  ],
  'ledger/number-too-long': [
    '{value} in {column} has more digits than can be kept exactly.',
    'Round it to at most 20 digits before and 18 after the decimal sign.',
  ],
  'ledger/not-a-whole-number': ['{value} in {column} is not a whole number.', 'Enter it without decimals.'],
  'ledger/not-a-date': [
    '{value} in {column} is no date in the chosen format.',
    'Correct the date, or choose another date format for the file.',
  ],
  'ledger/date-does-not-exist': ['{value} in {column} is a day no calendar has.', 'Correct the day, month or year.'],
  'ledger/date-ambiguous': [
    '{value} in {column} can be read as day first or month first.',
    'Choose which comes first for the file.',
  ],
  'ledger/not-a-month': ['{value} in {column} is no month.', 'Write the month as 2013-05.'],
  'ledger/not-a-currency': [
    '{value} in {column} is no ISO 4217 currency code.',
    'Use the three-letter code, such as EUR.',
  ],
  'ledger/not-a-percentage': ['{value} in {column} is no percentage.', 'Write 25 % or 0.25.'],
  'ledger/control-character': ['{column} holds a character that cannot be shown.', 'Remove the control character.'],
  'ledger/text-too-long': ['{column} is longer than can be kept.', 'Shorten it.'],
  'ledger/not-positive': ['{value} in {column} must be above zero.', 'Enter a number above zero.'],
  'ledger/low-above-high': [
    'The low, base and high estimates are not in that order.',
    'Enter them so that low is at most base and base at most high.',
  ],
  'ledger/net-amount-unknown': [
    'The line has neither a net amount nor a quantity with a unit price.',
    'Fill in the net amount, or quantity and unit price.',
  ],
  'ledger/duplicate-in-file': ['{value} in {column} stands in the file more than once.', 'Keep one of the rows.'],
  'ledger/unknown-customer': ['No customer has the code {value}.', 'Import the customer first, or correct the code.'],
  'ledger/unknown-product': ['No product has the code {value}.', 'Import the product first, or correct the code.'],
  'ledger/unknown-activity': ['No activity has the code {value}.', 'Import its cost rates first, or correct the code.'],
  'ledger/unknown-parent': [
    'No customer has the parent code {value}.',
    'Add the parent to the file, or correct the code.',
  ],
  'ledger/parent-cycle': [
    '{value} would make the customer a parent of itself.',
    'Correct the parent so that the group has one top.',
  ],
  'ledger/no-exchange-rate': ['No exchange rate is known for {value} on that day.', 'Import the exchange rates first.'],
  'ledger/unreadable-row': ['The row cannot be read: {value}.', 'Correct the row in the file.'],
} as const

/** The closed list of what can be wrong with a row. */
export type RowFaultCode = keyof typeof texts

/** One thing wrong with a row: which column (the file's own header) and which value. */
export interface RowFault {
  readonly code: RowFaultCode
  readonly column: string
  readonly value: string
}

/** What people read about a fault. */
export interface RowFaultText {
  readonly reason: string
  readonly remedy: string
}

/** All fault codes, for the table of texts and for tests. */
export const rowFaultCodes: readonly RowFaultCode[] = Object.keys(texts) as RowFaultCode[]

/** Says in words what is wrong with a row and what to do; values are cut at 80 characters. */
export function describeRowFault(fault: RowFault): RowFaultText {
  const [reason, remedy] = texts[fault.code]
  return { reason: fillIn(reason, fault), remedy: fillIn(remedy, fault) }
}

function fillIn(sentence: string, fault: RowFault): string {
  const value = fault.value.length > 80 ? `${fault.value.slice(0, 79)}…` : fault.value
  const words = { '{column}': fault.column, '{value}': value === '' ? 'An empty value' : `"${value}"` }
  return sentence.replace(/\{column\}|\{value\}/g, (place) => words[place as keyof typeof words])
}
