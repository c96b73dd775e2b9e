import { ActionIcon, Menu } from '@mantine/core'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs'
import { showFailure, showNotice, showUndo } from '../../../kit/feedback/undo-toast.tsx'
import { DateText } from '../../../kit/figures/date-text.tsx'
import { AppLink, useGoTo } from '../../../kit/routing/app-link.tsx'
import { paths } from '../../../paths.ts'
import { isKept } from '../../offline/send-or-keep.ts'
import { ActionMarks } from '../action-marks.tsx'
import classes from '../actions.module.css'
import { takeMoveBack, useMoveAction, useRefreshPlans, useSnoozeAction } from '../api/action-changes.ts'
import { text } from '../text.ts'
import type { MyAction } from '../types.ts'

const words = text.mine

/** What is done about an action in a dialog. */
export type WorkDeed = 'snooze' | 'give' | 'blocked'

export interface WorkItemProps {
  readonly action: MyAction
  readonly mayWrite: boolean
  readonly onDeed: (deed: WorkDeed) => void
}

/** One thing to do, with a tick as large as a thumb. */
export function WorkItem({ action, mayWrite, onDeed }: WorkItemProps) {
  return (
    <li className={classes.workItem} data-over={!action.isOpen}>
      {mayWrite ? <Tick action={action} /> : null}
      <div className={classes.workWords}>
        <AppLink className={classes.workTitle} href={actionAddress(action)}>
          {action.title}
        </AppLink>
        <span className={classes.muted}>
          {action.account.name}
          {action.dueOn === null ? null : (
            <>
              {' · '}
              <DateText value={action.dueOn} />
            </>
          )}
          {action.state === 'planned' || action.state === 'done' ? null : ` · ${text.states[action.state]}`}
        </span>
        <span className={classes.marks}>
          <ActionMarks action={action} />
          {action.stateReason || action.snoozeReason ? (
            <span className={classes.muted}>{action.stateReason || action.snoozeReason}</span>
          ) : null}
        </span>
      </div>
      {mayWrite && action.isOpen ? <WorkMenu action={action} onDeed={onDeed} /> : null}
    </li>
  )
}

function actionAddress({ plan, id }: MyAction): string {
  return `${paths.planPart(plan.id, 'actions')}&action=${encodeURIComponent(id)}`
}

/** What waits for the network has been said already. */
function sayFailure(error: unknown): void {
  if (!isKept(error)) showFailure(error, text.move.failed)
}

/** Done with one touch, and back with another. */
function Tick({ action }: { readonly action: MyAction }) {
  const move = useMoveAction()
  const refresh = useRefreshPlans()
  const isDone = action.state === 'done'
  // Ticked as soon as it is touched; the list follows when the server has said yes.
  const isTicked = isDone !== move.isPending
  const toggle = () =>
    move.mutate(
      { at: action, state: isDone ? 'in_progress' : 'done' },
      {
        onSuccess: (moved) => {
          if (isDone) showNotice(words.reopened(action.title))
          else {
            const undo = () => takeMoveBack(moved, action).then(refresh)
            showUndo({ message: text.move.done(action.title), undo })
          }
        },
        onError: sayFailure,
      },
    )
  return (
    <button
      type="button"
      className={classes.tick}
      aria-pressed={isTicked}
      aria-label={isDone ? words.untick(action.title) : words.tick(action.title)}
      disabled={move.isPending}
      onClick={toggle}
    >
      <span className={classes.tickBox}>{isTicked ? <IconCheck size={20} stroke={2.4} aria-hidden /> : null}</span>
    </button>
  )
}

function WorkMenu({ action, onDeed }: Pick<WorkItemProps, 'action' | 'onDeed'>) {
  const goTo = useGoTo()
  const move = useMoveAction()
  const snooze = useSnoozeAction()
  const begin = () => move.mutate({ at: action, state: 'in_progress' }, { onError: sayFailure })
  const wake = () =>
    snooze.mutate(
      { at: action, until: null, reason: '' },
      {
        onSuccess: () => showNotice(words.woken(action.title)),
        onError: (error) => (isKept(error) ? undefined : showFailure(error, text.snooze.failed)),
      },
    )
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon className={classes.workMenu} variant="subtle" aria-label={words.menu(action.title)}>
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {action.state === 'in_progress' ? null : <Menu.Item onClick={begin}>{words.begin}</Menu.Item>}
        {action.state === 'blocked' ? null : <Menu.Item onClick={() => onDeed('blocked')}>{words.blocked}</Menu.Item>}
        <Menu.Item onClick={() => onDeed('snooze')}>{words.snooze}</Menu.Item>
        {action.snoozedUntil === null ? null : <Menu.Item onClick={wake}>{words.wake}</Menu.Item>}
        <Menu.Item onClick={() => onDeed('give')}>{words.handOver}</Menu.Item>
        <Menu.Item onClick={() => goTo(actionAddress(action))}>{words.openPlan}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
