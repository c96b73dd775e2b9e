import { text } from './text.ts'

const sentences = new Map<string, string>()

/** An area tells the kit what its reason codes mean: `{ 'economics/no-cost-rates': 'No cost rates are imported.' }`. */
export function registerReasons(entries: Readonly<Record<string, string>>): void {
  for (const [code, sentence] of Object.entries(entries)) sentences.set(code, sentence)
}

/** The sentence of a reason code; a code nobody explained is shown as words rather than hidden. */
export function reasonSentence(code: string): string {
  return sentences.get(code) ?? code.slice(code.lastIndexOf('/') + 1).replaceAll(/[-_]/g, ' ')
}

/** All reasons in one text; the general sentence where there is none. */
export function reasonText(codes: readonly string[], otherwise: string = text.noReason): string {
  return codes.length === 0 ? otherwise : codes.map(reasonSentence).join(' · ')
}
