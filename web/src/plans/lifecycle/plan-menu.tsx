import { Button, Menu } from '@mantine/core'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import { useState } from 'react'
import { showFailure, showNotice, showUndo } from '../../kit/feedback/undo-toast.tsx'
import type { PlanHeader } from '../api.ts'
import { usePlanStep } from './api/plan-changes.ts'
import { BeginDialog } from './begin-dialog.tsx'
import { CloseDialog, EditDialog, RollDialog } from './plan-dialogs.tsx'
import { text } from './text.ts'

const words = text.header
type OpenDialog = 'edit' | 'roll' | 'close' | 'below' | null

/** What can be done with the plan as a whole, for people who manage plans. */
export function PlanMenu({ plan }: { plan: PlanHeader }) {
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const activate = usePlanStep('activatePlan')
  const reopen = usePlanStep('reopenPlan')
  const isOpen = plan.status !== 'closed'
  const leave = () => setDialog(null)
  const onError = (error: unknown) => showFailure(error)
  return (
    <>
      <Menu position="bottom-end" returnFocus>
        <Menu.Target>
          <Button
            rightSection={<IconChevronDown size={14} aria-hidden />}
            loading={activate.isPending || reopen.isPending}
          >
            {words.actions}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {isOpen ? <Menu.Item onClick={() => setDialog('edit')}>{words.edit}</Menu.Item> : null}
          {isOpen ? <Menu.Item onClick={() => setDialog('roll')}>{words.rollForward}</Menu.Item> : null}
          {isOpen ? <Menu.Item onClick={() => setDialog('below')}>{words.below}</Menu.Item> : null}
          {plan.status === 'draft' ? (
            <Menu.Item onClick={() => activate.mutate(plan, { onSuccess: () => showNotice(words.activated), onError })}>
              {words.activate}
            </Menu.Item>
          ) : null}
          {isOpen ? <Menu.Item onClick={() => setDialog('close')}>{words.close}</Menu.Item> : null}
          {isOpen ? null : (
            <Menu.Item onClick={() => reopen.mutate(plan, { onSuccess: () => showNotice(words.reopened), onError })}>
              {words.reopen}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'edit' ? <EditDialog plan={plan} onClose={leave} /> : null}
      {dialog === 'roll' ? <RollDialog plan={plan} onClose={leave} /> : null}
      {dialog === 'below' ? <BeginDialog accountId={plan.account.id} parentId={plan.id} onClose={leave} /> : null}
      {dialog === 'close' ? (
        <CloseDialog
          plan={plan}
          onClose={leave}
          onClosed={(closed) =>
            showUndo({
              message: words.closed,
              undo: () => reopen.mutateAsync({ id: closed.id, version: closed.version }),
            })
          }
        />
      ) : null}
    </>
  )
}
