import { Button, Modal } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showUndo } from '../../kit/feedback/undo-toast.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { usePlan } from '../api.ts'
import { useKeptDraft } from '../shared/use-kept-draft.ts'
import { useCreateObjective, useRemoval } from './api/objective-changes.ts'
import {
  emptyKeyResult,
  type Faults,
  faultsOfKeyResult,
  faultsOfObjective,
  type KeyResultDraft,
  keyResultOf,
  type ObjectiveDraft,
  objectiveOf,
} from './form.ts'
import { FormFailure } from './form-failure.tsx'
import { KeyResultFields } from './key-result-fields.tsx'
import { ObjectiveFields } from './objective-fields.tsx'
import classes from './objectives.module.css'
import { text } from './text.ts'
import type { CauseReference, PlanObjective } from './types.ts'

const FIELDS = ['title', 'why', 'owner', 'startsOn', 'endsOn', 'keyResults']
const MOST_KEY_RESULTS = 20

export interface MakeObjectiveDialogProps {
  readonly planId: string
  /** What in the plan leads to the objective; it is kept with it. */
  readonly cause?: CauseReference | undefined
  /** Words to begin with. */
  readonly title?: string | undefined
  readonly onClose: () => void
  readonly onCreated?: ((objective: PlanObjective) => void) | undefined
}

/** Asks for a new objective with its key results. Other parts of the plan open it with what led to it. */
export function MakeObjectiveDialog(props: MakeObjectiveDialogProps) {
  const plan = usePlan(props.planId)
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={text.form.newTitle}
      size="xl"
      closeButtonProps={{ 'aria-label': text.later }}
    >
      <QueryGate query={plan}>
        {({ periods }) => {
          const today = new Date().toISOString().slice(0, 10)
          const period = periods.find(({ endsOn }) => endsOn > today) ?? periods.at(-1)
          return <MakeObjectiveForm {...props} startsOn={period?.startsOn} endsOn={period?.endsOn} />
        }}
      </QueryGate>
    </Modal>
  )
}

type FormProps = MakeObjectiveDialogProps & {
  readonly startsOn: string | undefined
  readonly endsOn: string | undefined
}

/** What was typed and is not created yet. */
interface Begun {
  readonly draft: ObjectiveDraft
  readonly results: readonly KeyResultDraft[]
}

function beginning({ title, startsOn, endsOn }: Pick<FormProps, 'title' | 'startsOn' | 'endsOn'>): ObjectiveDraft {
  return {
    title: title ?? '',
    why: '',
    kind: 'quantitative',
    ambition: 'committed',
    startsOn: startsOn ?? '',
    endsOn: endsOn ?? '',
    ownerKind: 'nobody',
    personId: '',
    ownerName: '',
    ownerFunction: '',
  }
}

function useNewObjective({ planId, cause, title, startsOn, endsOn, onClose, onCreated }: FormProps) {
  const create = useCreateObjective(planId)
  const { remove } = useRemoval(planId, 'Objective')
  // Escape closes what was begun; opened again it is still there.
  const kept = useKeptDraft<Begun>(`new-objective-${planId}-${cause?.id ?? ''}`)
  const { draft, results } = kept.value ?? { draft: beginning({ title, startsOn, endsOn }), results: [] }
  const keep = (patch: Partial<Begun>) => kept.keep({ draft, results, ...patch })
  const end = () => {
    kept.forget()
    onClose()
  }
  const [found, setFound] = useState<Faults>({})
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const ofResults = results.map((result, index) => faultsOfKeyResult(result, `keyResults.${index}.`))
    const faults: Faults = Object.assign({}, faultsOfObjective(draft), ...ofResults)
    setFound(faults)
    if (Object.keys(faults).length > 0) return
    const link = cause ? { cause } : {}
    create.mutate(
      { ...objectiveOf(draft), keyResults: results.map(keyResultOf), ...link },
      {
        onSuccess: (objective) => {
          const { id, version } = objective
          showUndo({ message: text.created(objective.title), undo: () => remove.mutateAsync({ id, version }) })
          onCreated?.(objective)
          end()
        },
      },
    )
  }
  const refused = create.error === null ? null : toFormErrors(create.error, FIELDS)
  return {
    draft,
    results,
    submit,
    isBusy: create.isPending,
    faults: { ...refused?.fields, ...found } as Faults,
    failure: refused?.form ?? null,
    end,
    change: (patch: Partial<ObjectiveDraft>) => keep({ draft: { ...draft, ...patch } }),
    changeResult: (key: string, patch: Partial<KeyResultDraft>) =>
      keep({ results: results.map((result) => (result.key === key ? { ...result, ...patch } : result)) }),
    addResult: () => keep({ results: [...results, emptyKeyResult()] }),
    dropResult: (key: string) => {
      keep({ results: results.filter((result) => result.key !== key) })
      setFound({})
    },
  }
}

function faultsOfRow(faults: Faults, index: number): Faults {
  const path = `keyResults.${index}.`
  return Object.fromEntries(
    Object.entries(faults).flatMap(([field, fault]) =>
      field.startsWith(path) ? [[field.slice(path.length), fault]] : [],
    ),
  )
}

function MakeObjectiveForm(props: FormProps) {
  const { planId, cause, title } = props
  const form = useNewObjective(props)
  const { draft, results, faults } = form
  const adder = useRef<HTMLButtonElement>(null)
  return (
    <form className={classes.form} onSubmit={form.submit} noValidate>
      {cause && title ? <p className={classes.note}>{text.form.cause(title)}</p> : null}
      <ObjectiveFields draft={draft} faults={faults} onChange={form.change} />
      {results.map((result, index) => (
        <fieldset key={result.key} className={classes.row}>
          <legend>{text.form.row(index + 1)}</legend>
          <KeyResultFields
            planId={planId}
            span={draft}
            draft={result}
            faults={faultsOfRow(faults, index)}
            onChange={(patch) => form.changeResult(result.key, patch)}
          />
          <div className={classes.buttons}>
            <Button
              size="xs"
              onClick={() => {
                adder.current?.focus()
                form.dropResult(result.key)
              }}
            >
              {text.form.removeRow(index + 1)}
            </Button>
          </div>
        </fieldset>
      ))}
      {results.length < MOST_KEY_RESULTS ? (
        <div>
          <Button ref={adder} onClick={form.addResult}>
            {text.keyResult.add}
          </Button>
        </div>
      ) : null}
      {form.failure ? <FormFailure sentence={form.failure} /> : null}
      <div className={classes.buttons}>
        <Button onClick={form.end}>{text.cancel}</Button>
        <Button type="submit" variant="filled" loading={form.isBusy}>
          {text.form.create}
        </Button>
      </div>
    </form>
  )
}
