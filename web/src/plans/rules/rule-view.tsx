import { Button } from '@mantine/core'
import { useState } from 'react'
import { showFailure, showNotice, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { Tag } from '../../kit/figures/badges.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import classes from '../plans.module.css'
import { tellAfter } from '../shared/tell-after.ts'
import { type Rule, useMoveRule, useSwitchRule, useTestRule } from './api/rule-queries.ts'
import { RuleDialog } from './rule-dialog.tsx'
import { RuleRuns } from './rule-runs.tsx'
import { RuleTestResult } from './rule-test-result.tsx'
import { text } from './text.ts'

export const STATUS_TONE = { draft: 'caution', on: 'gain', off: 'neutral' } as const

export interface RuleViewProps {
  readonly rule: Rule
  readonly mayWrite: boolean
}

/** One rule in words, what it would have done, and what it has done. */
export function RuleView({ rule, mayWrite }: RuleViewProps) {
  const test = useTestRule()
  const isOn = rule.status === 'on'
  return (
    <>
      <Panel title={rule.name} actions={<Tag tone={STATUS_TONE[rule.status]}>{text.status[rule.status]}</Tag>}>
        <p>{rule.sentence}</p>
        {rule.action.details === '' ? null : <p className={classes.muted}>{rule.action.details}</p>}
        {rule.action.owner.hasLeft ? (
          <p className={classes.notice} role="alert">
            {text.hasLeft}
          </p>
        ) : null}
        <p className={classes.small}>
          <Standing rule={rule} />
        </p>
        {mayWrite ? (
          <RuleButtons
            rule={rule}
            isTesting={test.isPending}
            onTest={() => test.mutate(rule, { onError: (error) => showFailure(error) })}
          />
        ) : null}
        {mayWrite && isOn ? <p className={classes.small}>{text.changeWhenOff}</p> : null}
      </Panel>
      {test.data && test.data.rule.version <= rule.version ? <RuleTestResult test={test.data.test} /> : null}
      <RuleRuns ruleId={rule.id} />
    </>
  )
}

function Standing({ rule }: { readonly rule: Rule }) {
  const locale = useLocale()
  const { activeSince, lastRanOn, testedOn, testedByName, isTested } = rule
  if (activeSince !== null) {
    return (
      <>
        {`${text.onSince(formatDate(activeSince, locale))} `}
        {lastRanOn === null ? text.neverRan : text.lastRan(formatDate(lastRanOn, locale))}
      </>
    )
  }
  if (!isTested || testedOn === null) return <>{text.untested}</>
  return <>{text.testedBy(formatDate(testedOn, locale), testedByName ?? '')}</>
}

interface RuleButtonsProps {
  readonly rule: Rule
  readonly isTesting: boolean
  readonly onTest: () => void
}

function RuleButtons({ rule, isTesting, onTest }: RuleButtonsProps) {
  const [isChanging, setIsChanging] = useState(false)
  const turn = useSwitchRule()
  const remove = useMoveRule('removePlanRule')
  const restore = useMoveRule('restorePlanRule')
  const isOn = rule.status === 'on'
  const onSwitch = () =>
    turn.mutate(
      { rule, isOn: !isOn },
      {
        onSuccess: () => showNotice(isOn ? text.switchedOff : text.switchedOn),
        onError: (error) => showFailure(error),
      },
    )
  const onRemove = () =>
    tellAfter(remove.mutateAsync(rule), {
      onSuccess: (removed) => showUndo({ message: text.removed(rule.name), undo: () => restore.mutateAsync(removed) }),
      onError: (error) => showFailure(error),
    })
  return (
    <div className={classes.buttons}>
      <Button onClick={onRemove} loading={remove.isPending}>
        {text.remove}
      </Button>
      {isOn ? null : <Button onClick={() => setIsChanging(true)}>{text.change}</Button>}
      <Button variant={rule.isTested ? 'default' : 'filled'} loading={isTesting} onClick={onTest}>
        {rule.isTested ? text.testAgain : text.test}
      </Button>
      {isOn || rule.isTested ? (
        <Button variant={isOn ? 'default' : 'filled'} loading={turn.isPending} onClick={onSwitch}>
          {isOn ? text.switchOff : text.switchOn}
        </Button>
      ) : null}
      {isChanging ? (
        <RuleDialog rule={rule} onClose={() => setIsChanging(false)} onDone={() => setIsChanging(false)} />
      ) : null}
    </div>
  )
}
