import { Tag } from '../../kit/figures/badges.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
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
      {action.cause?.kind === 'rule' ? (
        <Tag>
          <AppLink href={paths.planRule(action.cause.id)}>{text.byRule}</AppLink>
        </Tag>
      ) : null}
      {waits.map(({ id, title }) => (
        <Tag key={id}>{text.waits(title)}</Tag>
      ))}
      {action.isOpen && action.snoozedUntil !== null ? (
        <Tag>{text.snoozedUntil(formatDate(action.snoozedUntil, locale))}</Tag>
      ) : null}
    </>
  )
}
