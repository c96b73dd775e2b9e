import { deedInWords } from '../../workspace/audit-words.ts'

/** What was done and to what, in words. A deed of a later version of the program is told by its name. */
export function deedWords(action: string, item: string | null = null): string {
  const words = deedInWords(action) ?? 'did something that this page has no words for'
  return item === null ? words : `${words}: ${item}`
}
