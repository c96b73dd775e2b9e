import { Tag } from '../kit/figures/badges.tsx'
import { DateText } from '../kit/figures/date-text.tsx'
import type { DataColumn } from '../kit/table/columns.ts'
import type { Member } from './api/people.ts'
import { text } from './text.ts'
import classes from './workspace.module.css'

function seesInWords({ visibility, unit }: Member): string {
  return visibility === 'unit' && unit !== null ? unit : text.visibilities[visibility]
}

/** The columns of the table of people. */
export const memberColumns: readonly DataColumn<Member>[] = [
  {
    id: 'name',
    header: text.person,
    width: 240,
    grow: 2,
    cell: (member) => (
      <span className={classes.person}>
        <b>{member.name}</b>
        <span className={classes.muted}>{member.email}</span>
        {member.wantedEmail ? <Tag tone="caution">{text.wantsEmail(member.wantedEmail)}</Tag> : null}
      </span>
    ),
  },
  { id: 'role', header: text.role, width: 140, isOnCard: true, cell: (member) => text.roles[member.role] },
  { id: 'sees', header: text.sees, width: 130, isOnCard: true, cell: seesInWords },
  {
    id: 'margins',
    header: text.margins,
    width: 140,
    isOnCard: true,
    cell: (member) => (member.seesMargins ? text.marginsYes : <span className={classes.muted}>{text.marginsNo}</span>),
  },
  {
    id: 'status',
    header: text.status,
    width: 100,
    isOnCard: true,
    cell: (member) =>
      member.status === 'active' ? text.statuses.active : <Tag tone="loss">{text.statuses.disabled}</Tag>,
  },
  {
    id: 'factor',
    header: text.factor,
    width: 110,
    cell: (member) => (member.hasTwoFactor ? text.factorOn : <span className={classes.muted}>{text.factorOff}</span>),
  },
  {
    id: 'lastSeen',
    header: text.lastSeen,
    width: 130,
    grow: 1,
    cell: (member) =>
      member.lastSeenAt === null ? (
        <span className={classes.muted}>{text.never}</span>
      ) : (
        <DateText value={member.lastSeenAt} />
      ),
  },
]
