import { Button, Skeleton } from '@mantine/core'
import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs'
import IconPlugConnectedX from '@tabler/icons-react/dist/esm/icons/IconPlugConnectedX.mjs'
import IconRefresh from '@tabler/icons-react/dist/esm/icons/IconRefresh.mjs'
import type { ReactNode } from 'react'
import { toProblem } from '../api/api-error.ts'
import { isMissingCode } from './missing-code.ts'
import classes from './states.module.css'
import { text } from './text.ts'

export interface StateEmptyProps {
  readonly title: string
  readonly sentence?: ReactNode
  /** The next step: a button or link. */
  readonly action?: ReactNode
  readonly icon?: ReactNode
}

/** Nothing here yet, and what to do about it. */
export function StateEmpty({ title, sentence, action, icon }: StateEmptyProps) {
  return (
    <div className={classes.state}>
      {icon ? (
        <div className={classes.icon} aria-hidden>
          {icon}
        </div>
      ) : null}
      <p className={classes.title}>{title}</p>
      {sentence ? <p className={classes.sentence}>{sentence}</p> : null}
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  )
}

export interface StateLoadingProps {
  readonly shape?: 'lines' | 'chart' | 'figures'
  readonly lines?: number
}

/** The outline of what is coming. */
export function StateLoading({ shape = 'lines', lines = 4 }: StateLoadingProps) {
  return (
    <div className={classes.loading} data-shape={shape} role="status" aria-label={text.loading}>
      {shape === 'chart' ? (
        <Skeleton height={190} radius="sm" />
      ) : (
        Array.from({ length: lines }, (_, index) => index).map((index) => (
          <Skeleton
            key={index}
            height={shape === 'figures' ? 54 : 12}
            width={shape === 'lines' ? `${92 - (index % 3) * 14}%` : '100%'}
          />
        ))
      )}
    </div>
  )
}

export interface StateRefusedProps {
  readonly title?: string
  readonly sentence?: ReactNode
  readonly action?: ReactNode
}

/** The reader may not see or do this, and who can change that. */
export function StateRefused({
  title = text.refusedTitle,
  sentence = text.refusedSentence,
  action,
}: StateRefusedProps) {
  return <StateEmpty title={title} sentence={sentence} action={action} icon={<IconLock size={20} stroke={1.5} />} />
}

/** A part of this version is gone because a newer one has taken its place. */
export function StateNewVersion() {
  return (
    <div role="alert">
      <StateEmpty
        title={text.newVersionTitle}
        sentence={text.newVersionSentence}
        icon={<IconRefresh size={20} stroke={1.5} />}
        action={
          <Button variant="filled" onClick={() => window.location.reload()}>
            {text.reload}
          </Button>
        }
      />
    </div>
  )
}

export interface StateFailedProps {
  /** Whatever the request threw. */
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
  readonly title?: string
}

/** It went wrong: what happened, the request id for support, and a way on. A refusal by role looks like one. */
export function StateFailed({ error, onRetry, title = text.failedTitle }: StateFailedProps) {
  if (isMissingCode(error)) return <StateNewVersion />
  const problem = toProblem(error)
  if (problem.status === 403 || problem.status === 404) return <StateRefused sentence={problem.detail} />
  return (
    <div role="alert">
      <StateEmpty
        title={title}
        icon={<IconPlugConnectedX size={20} stroke={1.5} />}
        sentence={
          <>
            {problem.detail}
            {problem.requestId ? <span className={classes.requestId}>{text.requestId(problem.requestId)}</span> : null}
          </>
        }
        action={onRetry ? <Button onClick={onRetry}>{text.retry}</Button> : undefined}
      />
    </div>
  )
}
