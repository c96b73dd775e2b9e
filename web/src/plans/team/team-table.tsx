import { showFailure, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { Tag } from '../../kit/figures/badges.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { CommentsButton } from '../comments/comments-button.tsx'
import { tellAfter } from '../shared/tell-after.ts'
import { useRemovePerson, useRestorePerson } from './api/team-changes.ts'
import type { PlanPerson } from './api/team-queries.ts'
import classes from './team.module.css'
import { text } from './text.ts'

export interface TeamTableProps {
  readonly planId: string
  readonly title: string
  readonly people: readonly PlanPerson[]
  readonly mayWrite: boolean
  readonly onChange: (person: PlanPerson) => void
}

/** One side of the team, from who answers for the plan to who is told. */
export function TeamTable({ planId, title, people, mayWrite, onChange }: TeamTableProps) {
  return (
    <table className={classes.table} aria-label={title}>
      <thead>
        <tr>
          <th scope="col">{text.duty}</th>
          <th scope="col">{text.person}</th>
          <th scope="col">{text.function}</th>
          <th scope="col">{text.task}</th>
          <th scope="col">
            <span className={classes.unseen}>{text.deeds}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <td title={text.dutyHints[person.duty]} data-duty={person.duty}>
              {text.duties[person.duty]}
            </td>
            <th scope="row">
              <span className={classes.name}>{person.name}</span> <Marks person={person} />
            </th>
            <td>{person.function}</td>
            <td className={classes.task}>
              {person.task === '' ? <span className={classes.muted}>{text.noTask}</span> : person.task}
            </td>
            <td className={classes.deeds}>
              {mayWrite ? (
                <>
                  <QuietButton aria-label={text.of(text.change, person.name)} onClick={() => onChange(person)}>
                    {text.change}
                  </QuietButton>
                  <TakeOut planId={planId} person={person} />
                </>
              ) : null}
              <CommentsButton planId={planId} subjectKind="person" subjectId={person.id} title={person.name} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Marks({ person: { hasLeft, isInner, personId, side } }: { readonly person: PlanPerson }) {
  return (
    <>
      {hasLeft ? (
        <Tag tone="loss" title={text.leftHint}>
          {text.left}
        </Tag>
      ) : null}
      {isInner ? (
        <Tag tone="accent" title={text.innerHint}>
          {text.inner}
        </Tag>
      ) : null}
      {side === 'ours' && personId === null ? <Tag title={text.noAccessHint}>{text.noAccess}</Tag> : null}
    </>
  )
}

function TakeOut({ planId, person }: { readonly planId: string; readonly person: PlanPerson }) {
  const remove = useRemovePerson(planId)
  const restore = useRestorePerson(planId)
  const { id, version, name } = person
  const takeOut = () =>
    tellAfter(remove.mutateAsync({ id, version }), {
      onError: (error) => showFailure(error),
      onSuccess: (gone) =>
        showUndo({ message: text.removed(name), undo: () => restore.mutateAsync({ id, version: gone.version }) }),
    })
  return (
    <QuietButton aria-label={text.of(text.remove, name)} disabled={remove.isPending} onClick={takeOut}>
      {text.remove}
    </QuietButton>
  )
}
