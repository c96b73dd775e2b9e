/** First characters by which a spreadsheet takes a text for a formula, their full-width forms and leading apostrophes included. */
const FORMULA_START = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/
const NEGATIVE_NUMBER = /^-\d+(?:[.,]\d+)*$/

/** A text as it may stand in a CSV cell: an apostrophe goes before anything a spreadsheet would run; "-5" is a number. */
export function neutralizeCell(text: string): string {
  return isFormulaLike(text) ? `'${text}` : text
}

/** Takes away the one apostrophe that `neutralizeCell` adds, and no other. */
export function readBack(text: string): string {
  return text.startsWith("'") && isFormulaLike(text.slice(1)) ? text.slice(1) : text
}

function isFormulaLike(text: string): boolean {
  return FORMULA_START.test(text) && !NEGATIVE_NUMBER.test(text)
}
