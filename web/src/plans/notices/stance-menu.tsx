// How to use, once on the plan page: <StanceMenu planId={plan.id} />
import { Button, Menu } from '@mantine/core'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconEye from '@tabler/icons-react/dist/esm/icons/IconEye.mjs'
import { showFailure } from '../../kit/feedback/undo-toast.tsx'
import { type PlanStance, useSetStance, useStance } from './api/notice-queries.ts'
import classes from './notices.module.css'
import { text } from './text.ts'

const words = text.stance
const STANCES: readonly PlanStance[] = ['watching', 'normal', 'muted']

/** Watch the plan, mute it, or neither. */
export function StanceMenu({ planId }: { planId: string }) {
  const stance = useStance(planId)
  const set = useSetStance(planId)
  if (stance.data === undefined) return null
  const { stance: current, toldAs } = stance.data
  // Whoever answers for a plan or works on it is told of it without watching.
  const nameOf = (each: PlanStance) => (each === 'normal' && toldAs ? words.told[toldAs] : words[each])
  const hintOf = (each: PlanStance) => (each === 'normal' && toldAs ? words.hints.told : words.hints[each])
  return (
    <Menu position="bottom-end" width={270}>
      <Menu.Target>
        <Button
          aria-label={`${words.label}: ${nameOf(current)}`}
          classNames={{ section: classes.stanceEye ?? '' }}
          leftSection={<IconEye size={15} stroke={1.6} aria-hidden />}
          loading={set.isPending}
        >
          <span className={classes.stanceWord}>{nameOf(current)}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.label}</Menu.Label>
        {STANCES.map((each) => (
          <Menu.Item
            key={each}
            rightSection={each === current ? <IconCheck size={14} aria-hidden /> : null}
            aria-current={each === current}
            onClick={() => set.mutate(each, { onError: (error) => showFailure(error) })}
          >
            {nameOf(each)}
            <span className={classes.hint}>{hintOf(each)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
