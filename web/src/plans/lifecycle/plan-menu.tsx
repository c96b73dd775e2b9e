import { answersForEveryPlan } from '@mainstay/domain/plans'
import { Button, Menu } from '@mantine/core'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import { useState } from 'react'
import type { Access } from '../../client/index.ts'
import { showFailure, showNotice, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { useGoTo } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import type { PlanHeader } from '../api.ts'
import { useStance } from '../notices/api/notice-queries.ts'
import { usePlanStep } from './api/plan-changes.ts'
import { BeginDialog } from './begin-dialog.tsx'
import { CloseDialog, DeleteDialog, EditDialog, RollDialog } from './plan-dialogs.tsx'
import { SectionsDialog } from './sections-dialog.tsx'
import { text } from './text.ts'

const words = text.header
type OpenDialog = 'edit' | 'sections' | 'roll' | 'close' | 'below' | 'delete' | null

/** What can be done with the plan as a whole, for people who manage plans; whoever answers for a draft can delete it. */
export function PlanMenu({ plan, access }: { plan: PlanHeader; access: Access }) {
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const activate = usePlanStep('activatePlan')
  const reopen = usePlanStep('reopenPlan')
  const manages = access.may('plans:manage')
  const isOpen = manages && plan.status !== 'closed'
  const isDraft = plan.status === 'draft'
  const mayDelete = useMayDelete(plan, access)
  const onError = (error: unknown) => showFailure(error)
  if (!manages && !mayDelete) return null
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
          {isOpen ? <Menu.Item onClick={() => setDialog('sections')}>{words.sections}</Menu.Item> : null}
          {isOpen ? <Menu.Item onClick={() => setDialog('roll')}>{words.rollForward}</Menu.Item> : null}
          {isOpen ? <Menu.Item onClick={() => setDialog('below')}>{words.below}</Menu.Item> : null}
          {isOpen && isDraft ? (
            <Menu.Item onClick={() => activate.mutate(plan, { onSuccess: () => showNotice(words.activated), onError })}>
              {words.activate}
            </Menu.Item>
          ) : null}
          {isOpen ? <Menu.Item onClick={() => setDialog('close')}>{words.close}</Menu.Item> : null}
          {mayDelete ? <Menu.Item onClick={() => setDialog('delete')}>{words.delete}</Menu.Item> : null}
          {plan.status === 'closed' ? (
            <Menu.Item onClick={() => reopen.mutate(plan, { onSuccess: () => showNotice(words.reopened), onError })}>
              {words.reopen}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <PlanDialog plan={plan} dialog={dialog} manages={manages} onOpen={setDialog} />
    </>
  )
}

/** Whoever answers for a draft deletes it; nobody else is offered what would be refused. */
function useMayDelete(plan: PlanHeader, access: Access): boolean {
  const stance = useStance(plan.id)
  if (plan.status !== 'draft' || !access.may('plans:write')) return false
  const { workspace } = access
  return (workspace !== undefined && answersForEveryPlan(workspace.role)) || stance.data?.toldAs === 'accountable'
}

interface PlanDialogChoice {
  readonly plan: PlanHeader
  readonly dialog: OpenDialog
  readonly manages: boolean
  readonly onOpen: (dialog: OpenDialog) => void
}

function PlanDialog({ plan, dialog, manages, onOpen }: PlanDialogChoice) {
  const reopen = usePlanStep('reopenPlan')
  const putBack = usePlanStep('putBackPlanDraft')
  const goTo = useGoTo()
  const leave = () => onOpen(null)
  switch (dialog) {
    case 'edit':
      return <EditDialog plan={plan} onClose={leave} />
    case 'sections':
      return <SectionsDialog plan={plan} onClose={leave} />
    case 'roll':
      return <RollDialog plan={plan} onClose={leave} />
    case 'below':
      return <BeginDialog accountId={plan.account.id} parentId={plan.id} onClose={leave} />
    case 'close':
      return (
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
      )
    case 'delete':
      return (
        <DeleteDialog
          plan={plan}
          onClose={leave}
          onCloseInstead={manages ? () => onOpen('close') : null}
          onDeleted={(deleted) => {
            goTo(paths.plans())
            showUndo({ message: words.deleted(plan.title), undo: () => putBack.mutateAsync(deleted) })
          }}
        />
      )
    case null:
      return null
  }
}
