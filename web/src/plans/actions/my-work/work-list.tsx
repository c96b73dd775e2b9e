import { useState } from 'react'
import { formatDate } from '../../../kit/format/date.ts'
import { useLocale } from '../../../kit/format/locale.tsx'
import { localToday } from '../../shared/local-today.ts'
import classes from '../actions.module.css'
import type { WorkShown } from '../api/action-queries.ts'
import { ReasonDialog } from '../reason-dialog.tsx'
import { text } from '../text.ts'
import type { MyAction } from '../types.ts'
import { GiveDialog } from './give-dialog.tsx'
import { SnoozeDialog } from './snooze-dialog.tsx'
import { groupByWeek, type WorkGroup } from './week-groups.ts'
import { type WorkDeed, WorkItem } from './work-item.tsx'

const words = text.mine

export interface WorkListProps {
  readonly show: WorkShown
  readonly actions: readonly MyAction[]
  readonly mayWrite: boolean
}

/** My actions: the open ones by week, the others in a row. */
export function WorkList({ show, actions, mayWrite }: WorkListProps) {
  const locale = useLocale()
  const [deed, setDeed] = useState<{ readonly what: WorkDeed; readonly action: MyAction } | null>(null)
  const close = () => setDeed(null)
  const item = (action: MyAction) => (
    <WorkItem key={action.id} action={action} mayWrite={mayWrite} onDeed={(what) => setDeed({ what, action })} />
  )
  const titleOf = (group: WorkGroup) =>
    group.kind === 'week' ? words.weekOf(formatDate(group.monday, locale)) : words.groups[group.kind]
  return (
    <>
      {show === 'open' ? (
        groupByWeek(actions, localToday(new Date())).map((group) => (
          <section key={titleOf(group)} aria-label={titleOf(group)}>
            <h3 className={classes.week} data-late={group.kind === 'overdue'}>
              {titleOf(group)}
            </h3>
            <ul className={classes.work}>{group.actions.map(item)}</ul>
          </section>
        ))
      ) : (
        <ul className={classes.work} aria-label={words[show]}>
          {actions.map(item)}
        </ul>
      )}
      {deed?.what === 'snooze' ? <SnoozeDialog action={deed.action} onClose={close} /> : null}
      {deed?.what === 'give' ? <GiveDialog action={deed.action} onClose={close} /> : null}
      {deed?.what === 'blocked' ? <ReasonDialog action={deed.action} state="blocked" onClose={close} /> : null}
    </>
  )
}
