/**
 * Widths of letters of Arial and its like, in thousandths of their size, as every maker of fonts publishes them. What is
 * not listed is taken for as wide as a digit; signs of the East and pictures are square.
 */
const WIDTHS: Readonly<Record<number, string>> = {
  200: "'|",
  222: 'ijl‘’',
  260: '¦',
  278: ' !,./:;I[]\\ft\u00a0',
  333: '()-`r“”„°',
  355: '"',
  389: '*',
  500: 'Jcksvxyz',
  584: '+<=>~^¬±×÷',
  611: 'FTZ',
  667: '&ABEKPSVXYÄÅÀÁÂÈÉÊË',
  722: 'CDHNRUwÜÙÚÛÇÑ',
  778: 'GOQÖØÒÓÔ',
  833: 'Mm',
  889: '%æ',
  944: 'W',
  1000: '…—@ÆŒœ™',
}
const USUAL = 556
const SQUARE = 1000
const FIRST_SQUARE = 0x1100
const FIRST_SIGN = 0x2000
const KNOWN = 0x2200
/** Not every program spaces them alike; so much is kept free. */
const RESERVE = 1.1
/** What is counted as one letter, in the same thousandths: 130 of one point stand on an inch. */
const REFERENCE = 554

const widths = new Float64Array(KNOWN).fill((USUAL * RESERVE) / REFERENCE)
widths.fill((SQUARE * RESERVE) / REFERENCE, FIRST_SQUARE, FIRST_SIGN)
for (const [width, letters] of Object.entries(WIDTHS))
  for (const letter of letters) widths[letter.codePointAt(0) ?? 0] = (Number(width) * RESERVE) / REFERENCE

const SIGN = /\p{P}/u

/** How wide a letter is, counted in usual letters. */
export function letterWidth(letter: string): number {
  const code = letter.codePointAt(0) ?? 0
  const known = widths[code]
  if (known !== undefined) return known
  return ((SIGN.test(letter) && code < 0x2e80 ? USUAL : SQUARE) * RESERVE) / REFERENCE
}

/** How wide a text on one line is, counted in usual letters. */
export function textWidth(text: string): number {
  let sum = 0
  for (let at = 0; at < text.length; at += 1) {
    const known = widths[text.charCodeAt(at)]
    // Letters beyond the table may be of two halves.
    if (known === undefined) return sum + wideText(text.slice(at))
    sum += known
  }
  return sum
}

function wideText(text: string): number {
  let sum = 0
  for (const letter of text) sum += letterWidth(letter)
  return sum
}
