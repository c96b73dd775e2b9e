import { Button, Modal, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { AccountPicker, type AccountReference, accountOptions } from '../../accounts/index.ts'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showNotice } from '../../kit/feedback/undo-toast.tsx'
import { AppLink, useGoTo } from '../../kit/routing/app-link.tsx'
import { StateFailed, StateLoading } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import classes from '../plans.module.css'
import { useBeginPlan } from './api/plan-changes.ts'
import { type PlanProposal, type ProposalQuestion, useProposal } from './api/plan-queries.ts'
import { Preview } from './begin-preview.tsx'
import { PlanSelect } from './plan-select.tsx'
import { text } from './text.ts'

const words = text.begin
const FIELDS = ['accountId', 'parentId', 'scope', 'templateId', 'startMonth', 'count', 'title']
const MONTH = /^[1-9]\d{3}-(0[1-9]|1[0-2])$/
const TYPING_PAUSE_MILLISECONDS = 300

interface BeginForm {
  readonly account: AccountReference | null
  readonly parentId: string
  readonly scope: string
  /** Empty fields take what is proposed. */
  readonly templateId: string
  readonly startMonth: string
  readonly periodKind: 'year' | 'quarter'
  readonly count: string
  readonly title: string
}

const EMPTY: BeginForm = {
  account: null,
  parentId: '',
  scope: '',
  templateId: '',
  startMonth: '',
  periodKind: 'year',
  count: '',
  title: '',
}

export interface BeginDialogProps {
  /** The account is given already. */
  readonly accountId?: string | undefined
  /** A plan below this one is begun. */
  readonly parentId?: string | undefined
  readonly onClose: () => void
}

/** What the form asks the server, with whatever was left to it left out. */
function questionOf(form: BeginForm, account: AccountReference): ProposalQuestion {
  return {
    accountId: account.id,
    periodKind: form.periodKind,
    ...(form.parentId === '' ? {} : { parentId: form.parentId }),
    ...(form.scope.trim() === '' ? {} : { scope: form.scope.trim() }),
    ...(form.templateId === '' ? {} : { templateId: form.templateId }),
    ...(MONTH.test(form.startMonth) ? { startMonth: form.startMonth } : {}),
    ...(form.count === '' ? {} : { count: Number(form.count) }),
  }
}

/** Begins a plan: the account, where it hangs, from which template, over which periods; and what will stand in it. */
export function BeginDialog({ accountId, parentId = '', onClose }: BeginDialogProps) {
  const [form, setForm] = useState<BeginForm>({ ...EMPTY, parentId })
  const given = useQuery({ ...accountOptions(accountId ?? '0'), enabled: accountId !== undefined })
  const account = form.account ?? given.data ?? null
  const question = account === null ? null : questionOf(form, account)
  const [asked] = useDebouncedValue(question === null ? '' : JSON.stringify(question), TYPING_PAUSE_MILLISECONDS)
  const proposal = useProposal(asked === '' ? null : (JSON.parse(asked) as ProposalQuestion))
  const begin = useBeginPlan()
  const goTo = useGoTo()
  const errors = begin.error ? toFormErrors(begin.error, FIELDS) : { fields: {}, form: null }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (question === null || begin.isPending) return
    begin.mutate(
      { ...question, ...(form.title.trim() === '' ? {} : { title: form.title.trim() }) },
      {
        onSuccess: (plan) => {
          showNotice(words.done(plan.title))
          onClose()
          goTo(paths.plan(plan.id))
        },
      },
    )
  }
  return (
    <Modal opened onClose={onClose} title={words.title} size="lg" closeButtonProps={{ 'aria-label': text.closeDialog }}>
      <form onSubmit={submit} noValidate className={classes.form}>
        {errors.form ? (
          <p className={classes.refused} role="alert">
            {errors.form}
          </p>
        ) : null}
        <AccountPicker
          label={words.account}
          description={words.accountHint}
          value={account}
          error={errors.fields.accountId}
          onChange={(next) => setForm({ ...form, account: next, parentId: next === null ? '' : form.parentId })}
        />
        {account === null ? <p className={classes.muted}>{words.chooseAccount}</p> : null}
        {account === null ? null : (
          <>
            <BeginFields form={form} proposal={proposal.data} errors={errors.fields} onChange={setForm} />
            {proposal.isError && proposal.data === undefined ? <StateFailed error={proposal.error} /> : null}
            {proposal.isPending ? <StateLoading /> : null}
            {proposal.data ? (
              <>
                <OpenPlan form={form} proposal={proposal.data} onChange={setForm} />
                <Preview proposal={proposal.data} isChosen={form.templateId !== ''} />
              </>
            ) : null}
          </>
        )}
        <div className={`${classes.buttons} ${classes.sticky}`}>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button type="submit" variant="filled" disabled={question === null} loading={begin.isPending}>
            {words.send}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

interface FieldsProps {
  readonly form: BeginForm
  readonly proposal: PlanProposal | undefined
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (form: BeginForm) => void
}

function BeginFields({ form, proposal, errors, onChange }: FieldsProps) {
  const templates = proposal?.templates ?? []
  return (
    <>
      <div className={classes.pair}>
        <PlanSelect
          label={words.parent}
          description={words.parentHint}
          emptyLabel={words.noParent}
          value={form.parentId}
          error={errors.parentId}
          onChange={(parentId) =>
            onChange({ ...form, parentId, templateId: '', ...(parentId === '' ? { scope: '' } : {}) })
          }
        />
        {form.parentId === '' ? null : (
          <TextInput
            label={words.scope}
            maxLength={120}
            value={form.scope}
            error={errors.scope}
            onChange={(event) => onChange({ ...form, scope: event.currentTarget.value })}
          />
        )}
        <NativeSelect
          label={words.template}
          value={form.templateId || (templates[0]?.id ?? '')}
          error={errors.templateId}
          data={templates.map(({ id, name, number }) => ({ value: id, label: `${name}, ${number}` }))}
          onChange={(event) => onChange({ ...form, templateId: event.currentTarget.value })}
        />
      </div>
      <div className={classes.pair}>
        <TextInput
          type="month"
          label={words.start}
          value={form.startMonth || (proposal?.startMonth ?? '')}
          error={errors.startMonth}
          onChange={(event) => onChange({ ...form, startMonth: event.currentTarget.value })}
        />
        <NativeSelect
          label={words.kind}
          value={form.periodKind}
          data={[
            { value: 'year', label: words.kinds.year },
            { value: 'quarter', label: words.kinds.quarter },
          ]}
          onChange={(event) =>
            onChange({ ...form, periodKind: event.currentTarget.value === 'quarter' ? 'quarter' : 'year', count: '' })
          }
        />
        <NumberInput
          label={words.count}
          min={form.periodKind === 'year' ? 2 : 8}
          max={form.periodKind === 'year' ? 3 : 12}
          value={form.count === '' ? (proposal?.count ?? '') : Number(form.count)}
          error={errors.count}
          onChange={(count) => onChange({ ...form, count: String(count) })}
        />
      </div>
      <TextInput
        label={words.planTitle}
        placeholder={proposal?.title ?? ''}
        maxLength={200}
        value={form.title}
        error={errors.title}
        onChange={(event) => onChange({ ...form, title: event.currentTarget.value })}
      />
    </>
  )
}

/** A second plan of the whole account is refused; say so before, with both ways on. */
function OpenPlan({ form, proposal, onChange }: Omit<FieldsProps, 'errors' | 'proposal'> & { proposal: PlanProposal }) {
  const { openPlan } = proposal
  if (openPlan === null || form.parentId !== '') return null
  return (
    <p className={classes.notice}>
      {words.openPlan(openPlan.title)}. <AppLink href={paths.plan(openPlan.id)}>{words.goToOpen}</AppLink>{' '}
      <Button size="xs" onClick={() => onChange({ ...form, parentId: openPlan.id, templateId: '' })}>
        {words.belowOpen}
      </Button>
    </p>
  )
}
