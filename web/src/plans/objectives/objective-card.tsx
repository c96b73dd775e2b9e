import { Menu } from '@mantine/core'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import { useState } from 'react'
import { showFailure, showNotice, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { Tag } from '../../kit/figures/badges.tsx'
import { Hint } from '../../kit/figures/hint.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import { CommentsButton } from '../comments/comments-button.tsx'
import { tellAfter } from '../shared/tell-after.ts'
import { useRemoval, useReopenObjective } from './api/objective-changes.ts'
import { EditObjectiveDialog } from './edit-objective-dialog.tsx'
import { EndDialog } from './end-dialog.tsx'
import { GradeBar, HiddenValue, PaceText } from './grade-bar.tsx'
import { AddKeyResultDialog } from './key-result-dialog.tsx'
import { KeyResultRow } from './key-result-row.tsx'
import classes from './objectives.module.css'
import { text } from './text.ts'
import { type PlanObjective, shownFigures } from './types.ts'

export interface ObjectiveCardProps {
  readonly planId: string
  readonly objective: PlanObjective
  readonly today: string
  readonly mayWrite: boolean
}

type Shown = 'edit' | 'close' | 'drop' | 'add' | null

/** One objective: what, why, who, how far, by which numbers, out of what and towards what. */
export function ObjectiveCard({ planId, objective, today, mayWrite }: ObjectiveCardProps) {
  const [shown, setShown] = useState<Shown>(null)
  const close = () => setShown(null)
  const isOpen = objective.status === 'open'
  return (
    <li className={classes.card} id={`objective-${objective.id}`}>
      <div className={classes.head}>
        <div>
          <h2 className={classes.title}>{objective.title}</h2>
          <Facts objective={objective} />
        </div>
        <div className={classes.deeds}>
          <CommentsButton planId={planId} subjectKind="objective" subjectId={objective.id} title={objective.title} />
          {mayWrite ? <CardMenu planId={planId} objective={objective} onShow={setShown} /> : null}
        </div>
      </div>
      {objective.why === '' ? null : <p className={classes.why}>{objective.why}</p>}
      <Standing objective={objective} />
      <Ending objective={objective} />
      {objective.keyResults.length > 0 ? (
        <ul className={classes.results} aria-label={text.keyResultsOf(objective.title)}>
          {objective.keyResults.map((result) => (
            <KeyResultRow
              key={result.id}
              planId={planId}
              result={result}
              span={objective}
              today={today}
              mayWrite={mayWrite && isOpen}
            />
          ))}
        </ul>
      ) : null}
      {mayWrite && isOpen ? (
        <div className={classes.foot}>
          <QuietButton onClick={() => setShown('add')}>{text.keyResult.add}</QuietButton>
        </div>
      ) : null}
      <Chain planId={planId} objective={objective} />
      {shown === 'edit' ? <EditObjectiveDialog planId={planId} objective={objective} onClose={close} /> : null}
      {shown === 'close' || shown === 'drop' ? (
        <EndDialog planId={planId} objective={objective} deed={shown} onClose={close} />
      ) : null}
      {shown === 'add' ? (
        <AddKeyResultDialog planId={planId} objectiveId={objective.id} span={objective} onClose={close} />
      ) : null}
    </li>
  )
}

interface ObjectiveProps {
  readonly objective: PlanObjective
}

function Facts({ objective }: ObjectiveProps) {
  const locale = useLocale()
  const { startsOn, endsOn, ambition, isOutsideHorizon } = objective
  return (
    <div className={classes.meta}>
      <Owner objective={objective} />
      <span>{text.until(formatDate(startsOn, locale), formatDate(endsOn, locale))}</span>
      <Hint note={text.ambitionNotes[ambition]}>{text.ambitions[ambition]}</Hint>
      {isOutsideHorizon ? (
        <Tag tone="caution" title={text.outsideNote}>
          {text.outside}
        </Tag>
      ) : null}
    </div>
  )
}

function Owner({ objective: { owner } }: ObjectiveProps) {
  if (owner === null) {
    return (
      <Tag tone="loss" title={text.noOwnerNote}>
        {text.noOwner}
      </Tag>
    )
  }
  const more = [owner.function, owner.kind === 'customer' ? text.ofCustomer : ''].filter((part) => part !== '')
  return (
    <span>
      {owner.name}
      {more.length > 0 ? ` (${more.join(', ')})` : ''}{' '}
      {owner.hasLeft ? (
        <Tag tone="loss" title={text.hasLeftNote}>
          {text.hasLeft}
        </Tag>
      ) : null}
    </span>
  )
}

function Standing({ objective }: ObjectiveProps) {
  const figures = shownFigures(objective)
  if (figures === null) {
    return (
      <div className={classes.standing}>
        <HiddenValue />
      </div>
    )
  }
  return (
    <div className={classes.standing}>
      <GradeBar standing={figures} />
      <PaceText standing={figures} />
      {figures.keyResults > 0 && figures.graded < figures.keyResults ? (
        <span className={classes.muted}>{text.graded(figures.graded, figures.keyResults)}</span>
      ) : null}
    </div>
  )
}

function Ending({ objective: { ending, status } }: ObjectiveProps) {
  const locale = useLocale()
  if (ending === null) return null
  return (
    <p className={classes.ending}>
      <b>{text.ending(text.status[status], ending.byName, formatDate(ending.on, locale))}</b> {ending.reason}
    </p>
  )
}

const CAUSE_PARTS = {
  swot_item: 'swot',
  tows_pair: 'swot',
  white_space_cell: 'white-space',
  buying_step: 'buying',
  statement: 'situation',
  rule: 'overview',
} as const

/** What it came of, and what is done for it. */
function Chain({ planId, objective }: ObjectiveProps & { readonly planId: string }) {
  const { causes, actions } = objective
  const counts = [
    actions.done > 0 ? text.actionsDone(actions.done) : '',
    actions.overdue > 0 ? text.actionsLate(actions.overdue) : '',
    actions.blocked > 0 ? text.actionsBlocked(actions.blocked) : '',
  ].filter((part) => part !== '')
  return (
    <dl className={classes.chain}>
      {causes.length === 0 ? null : (
        <div>
          <dt>{text.cameOf}</dt>
          {causes.map((cause) => (
            <dd key={`${cause.kind} ${cause.id}`}>
              {cause.title === null ? (
                `${text.causeKinds[cause.kind]}, ${text.causeGone}`
              ) : (
                <AppLink href={paths.planPart(planId, CAUSE_PARTS[cause.kind])}>
                  {`${text.causeKinds[cause.kind]}: ${cause.title}`}
                </AppLink>
              )}
            </dd>
          ))}
        </div>
      )}
      <div>
        <dt>{text.leadsTo}</dt>
        <dd>
          <AppLink href={paths.planPart(planId, 'actions')}>
            {actions.total === 0 ? text.noActions : [text.actions(actions.total), ...counts].join(', ')}
          </AppLink>
        </dd>
      </div>
    </dl>
  )
}

interface CardMenuProps extends ObjectiveProps {
  readonly planId: string
  readonly onShow: (shown: Shown) => void
}

function CardMenu({ planId, objective, onShow }: CardMenuProps) {
  const { remove, putBack } = useRemoval(planId, 'Objective')
  const reopen = useReopenObjective(planId)
  const { id, version, title } = objective
  const takeOut = () =>
    tellAfter(remove.mutateAsync({ id, version }), {
      onError: (error) => showFailure(error),
      onSuccess: (out) =>
        showUndo({ message: text.removed(title), undo: () => putBack.mutateAsync({ id, version: out.version }) }),
    })
  const takeUp = () =>
    reopen.mutate(
      { id, version },
      { onError: (error) => showFailure(error), onSuccess: () => showNotice(text.reopened(title)) },
    )
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <QuietButton aria-label={text.menu(title)}>
          <IconDots size={16} aria-hidden />
        </QuietButton>
      </Menu.Target>
      <Menu.Dropdown>
        {objective.status === 'open' ? (
          <>
            <Menu.Item onClick={() => onShow('edit')}>{text.edit}</Menu.Item>
            <Menu.Item onClick={() => onShow('close')}>{text.close}</Menu.Item>
            <Menu.Item onClick={() => onShow('drop')}>{text.drop}</Menu.Item>
          </>
        ) : (
          <Menu.Item onClick={takeUp}>{text.reopen}</Menu.Item>
        )}
        <Menu.Item onClick={takeOut}>{text.remove}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
