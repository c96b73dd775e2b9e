import { Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { useGoTo } from '../../kit/routing/app-link.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { paths } from '../../paths.ts'
import { type CriteriaSet, useCriteriaSets } from '../../program/index.ts'
import { usePlanRound } from './api/round-changes.ts'
import { dayFromNow } from './round-words.ts'
import classes from './rounds.module.css'
import { text } from './text.ts'

const FIELDS = ['name', 'criteriaSetId', 'opensOn', 'deadline']
const DAYS = 14

/** The first facts of a round; everything else is set on its own page. */
export function PlanDialog({ onClose }: { readonly onClose: () => void }) {
  const sets = useCriteriaSets()
  return (
    <Modal opened onClose={onClose} title={text.plan.title}>
      <QueryGate query={sets}>
        {({ rows }) => {
          const usable = rows.filter(({ status }) => status !== 'retired')
          if (usable.length === 0) return <p>{text.plan.noSet}</p>
          return <PlanForm sets={usable} onClose={onClose} />
        }}
      </QueryGate>
    </Modal>
  )
}

function PlanForm({ sets, onClose }: { sets: readonly CriteriaSet[]; onClose: () => void }) {
  const locale = useLocale()
  const goTo = useGoTo()
  const plan = usePlanRound()
  const first = sets.find(({ status }) => status === 'published') ?? sets[0]
  const [draft, setDraft] = useState({
    name: '',
    criteriaSetId: first?.id ?? '',
    opensOn: dayFromNow(0),
    deadline: dayFromNow(DAYS),
  })
  const change = (patch: Partial<typeof draft>) => setDraft((known) => ({ ...known, ...patch }))
  const refused = plan.error ? toFormErrors(plan.error, FIELDS) : null
  const submit = () => {
    const criteria = sets
      .find(({ id }) => id === draft.criteriaSetId)
      ?.definition.criteria.filter(({ source }) => source.kind === 'judged')
      .map(({ key }) => ({ criterionKey: key, functions: [] }))
    plan.mutate(
      { ...draft, name: draft.name.trim(), criteria: criteria ?? [] },
      {
        onSuccess: ({ id }) => {
          onClose()
          goTo(paths.round(id))
        },
      },
    )
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextInput
        label={text.plan.name}
        placeholder={text.plan.namePlaceholder}
        required
        maxLength={120}
        data-autofocus
        value={draft.name}
        error={refused?.fields.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={text.plan.set}
        value={draft.criteriaSetId}
        error={refused?.fields.criteriaSetId}
        data={sets.map(({ id, name, number, status }) => ({
          value: id,
          label: text.plan.setName(name, formatNumber(number, { locale }), status),
        }))}
        onChange={(event) => change({ criteriaSetId: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <TextInput
          type="date"
          required
          label={text.plan.opensOn}
          value={draft.opensOn}
          error={refused?.fields.opensOn}
          onChange={(event) => change({ opensOn: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          required
          label={text.plan.deadline}
          value={draft.deadline}
          error={refused?.fields.deadline}
          onChange={(event) => change({ deadline: event.currentTarget.value })}
        />
      </div>
      {refused?.form ? (
        <p role="alert" className={classes.notice} data-tone="loss">
          <b>{text.plan.refused}.</b> {refused.form}
        </p>
      ) : null}
      <div className={classes.formButtons}>
        <Button onClick={onClose}>{text.plan.cancel}</Button>
        <Button type="submit" variant="filled" loading={plan.isPending} disabled={draft.name.trim() === ''}>
          {text.plan.create}
        </Button>
      </div>
    </form>
  )
}
