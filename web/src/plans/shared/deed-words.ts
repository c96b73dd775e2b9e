import type { planChange } from '@mainstay/contract/plans-changes'
import type { z } from 'zod'
import { formatInstant } from '../../kit/format/date.ts'
import { deedInWords, deedOnOther } from '../../workspace/audit-words.ts'

/** What was done and to what, in words. A deed of a later version of the program is told by its name. */
export function deedWords(action: string, item: string | null = null): string {
  const words = deedInWords(action) ?? 'did something that this page has no words for'
  return item === null ? words : `${words}: ${item}`
}

type Told = Pick<z.infer<typeof planChange>, 'action' | 'item' | 'of'>

/** The same of a change of a plan: an undo tells what it took back, whose that was and when. */
export function changeWords({ action, item, of }: Told, locale: string | undefined): string {
  if (of === null) return deedWords(action, item)
  return deedOnOther(action, { ...of, item, at: formatInstant(of.at, locale) })
}
