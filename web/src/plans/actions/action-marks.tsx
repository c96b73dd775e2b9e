import { Tag } from '../../kit/figures/badges.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { text } from './text.ts'
import type { PlanAction } from './types.ts'

/** What stands out about an action: late, defects, what it waits for, asleep. */
export function ActionMarks({ action }: { readonly action: PlanAction }) {
  const locale = useLocale()
  const waits = action.isOpen ? action.needs.filter(({ state }) => state !== 'done' && state !== 'dropped') : []
  return (
    <>
      {action.daysLate > 0 ? (
        <Tag tone={action.isOpen ? 'loss' : 'neutral'}>
          {action.isOpen ? text.late(action.daysLate) : text.lateDone(action.daysLate)}
        </Tag>
      ) : null}
      {action.defects.map((defect) => (
        <Tag key={defect} tone="caution">
          {text.defects[defect]}
        </Tag>
      ))}
      {waits.map(({ id, title }) => (
        <Tag key={id}>{text.waits(title)}</Tag>
      ))}
      {action.isOpen && action.snoozedUntil !== null ? (
        <Tag>{text.snoozedUntil(formatDate(action.snoozedUntil, locale))}</Tag>
      ) : null}
    </>
  )
}
