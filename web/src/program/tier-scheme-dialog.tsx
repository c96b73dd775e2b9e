import { ActionIcon, Button, Modal, NumberInput, Textarea, TextInput } from '@mantine/core'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { useState } from 'react'
import { type FormErrors, toFormErrors, toProblem } from '../kit/api/api-error.ts'
import { showNotice } from '../kit/feedback/undo-toast.tsx'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { useChangeTierScheme } from './api/criteria-changes.ts'
import { useTierScheme } from './api/criteria-queries.ts'
import classes from './program.module.css'
import { text } from './text.ts'
import { TierBenefitFields } from './tier-benefit-fields.tsx'
import type { Tier, TierScheme } from './types.ts'

const MOST_TIERS = 8
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

interface TierFieldsProps {
  readonly tier: Tier
  readonly path: string
  readonly errors: FormErrors['fields']
  readonly canRemove: boolean
  readonly onChange: (tier: Tier | null) => void
}

const NUMBERS = [
  ['enterScore', text.tiers.enterScore, 100],
  ['exitScore', text.tiers.exitScore, 100],
  ['capacity', text.tiers.capacity, 100_000],
] as const

function TierFields({ tier, path, errors, canRemove, onChange }: TierFieldsProps) {
  return (
    <fieldset className={classes.tier}>
      <legend>{text.tiers.tier(tier.key)}</legend>
      <div className={classes.tierNumbers}>
        <TextInput
          label={text.tiers.key}
          value={tier.key}
          maxLength={4}
          error={errors[`${path}.key`]}
          onChange={(event) => onChange({ ...tier, key: event.currentTarget.value.toUpperCase() })}
        />
        <TextInput
          label={text.tiers.name}
          value={tier.name}
          maxLength={60}
          error={errors[`${path}.name`]}
          onChange={(event) => onChange({ ...tier, name: event.currentTarget.value })}
        />
        {NUMBERS.map(([field, label, most]) => (
          <NumberInput
            key={field}
            label={label}
            value={tier[field]}
            min={0}
            max={most}
            hideControls
            allowDecimal={field !== 'capacity'}
            error={errors[`${path}.${field}`]}
            onChange={(value) => {
              if (value !== '') onChange({ ...tier, [field]: Number(value) })
            }}
          />
        ))}
        <ActionIcon aria-label={text.tiers.remove(tier.key)} disabled={!canRemove} onClick={() => onChange(null)}>
          <IconTrash size={15} stroke={1.6} aria-hidden />
        </ActionIcon>
      </div>
      <div className={classes.pair}>
        {(['gets', 'gives'] as const).map((field) => (
          <Textarea
            key={field}
            label={text.tiers[field]}
            value={tier[field]}
            autosize
            minRows={2}
            maxLength={600}
            error={errors[`${path}.${field}`] ?? errors[`${path}.promise`]}
            onChange={(event) => onChange({ ...tier, [field]: event.currentTarget.value })}
          />
        ))}
      </div>
      <TierBenefitFields tier={tier} path={path} errors={errors} onChange={onChange} />
    </fieldset>
  )
}

const NO_BENEFITS = {
  hoursPerMonth: null,
  moneyPerYear: null,
  internalReviewEveryMonths: null,
  jointReviewEveryMonths: null,
  goals: [],
  initiatives: [],
  planTemplate: null,
} satisfies Partial<Tier>

/** A tier below the last one. */
function nextTier(tiers: readonly Tier[]): Tier {
  const last = tiers.at(-1)
  const taken = new Set(tiers.map(({ key }) => key))
  const enterScore = Math.max(2, (last?.exitScore ?? 60) - 5)
  return {
    key: [...LETTERS].find((letter) => !taken.has(letter)) ?? 'Z1',
    name: text.tiers.newName,
    enterScore,
    exitScore: Math.max(0, enterScore - 5),
    capacity: 10,
    gets: '',
    gives: '',
    ...NO_BENEFITS,
  }
}

function SchemeForm({ scheme, onClose }: { scheme: TierScheme; onClose: () => void }) {
  const [tiers, setTiers] = useState<Tier[]>(scheme.tiers)
  const save = useChangeTierScheme()
  const problem = save.error ? toProblem(save.error) : null
  const errors = save.error ? toFormErrors(save.error, ['tiers']) : null
  const submit = () =>
    save.mutate(
      { tiers, version: scheme.version },
      {
        onSuccess: () => {
          showNotice(text.tiers.saved)
          onClose()
        },
      },
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      noValidate
    >
      <p className={classes.muted}>{text.tiers.hint}</p>
      {problem ? (
        <div role="alert" className={classes.notice} data-tone="loss">
          <b>{text.tiers.refused}</b>
          <div>{problem.status === 412 ? text.tiers.conflict : (errors?.form ?? problem.detail)}</div>
        </div>
      ) : null}
      {tiers.map((tier, index) => (
        <TierFields
          // biome-ignore lint/suspicious/noArrayIndexKey: the key of a tier is what is being typed
          key={index}
          tier={tier}
          path={`tiers.${index}`}
          errors={errors?.fields ?? {}}
          canRemove={tiers.length > 1}
          onChange={(next) => setTiers(next === null ? tiers.toSpliced(index, 1) : tiers.with(index, next))}
        />
      ))}
      <div className={classes.buttons}>
        {tiers.length < MOST_TIERS ? (
          <Button onClick={() => setTiers([...tiers, nextTier(tiers)])}>{text.tiers.add}</Button>
        ) : null}
        <Button onClick={onClose}>{text.tiers.cancel}</Button>
        <Button type="submit" variant="filled" loading={save.isPending}>
          {text.tiers.save}
        </Button>
      </div>
    </form>
  )
}

/** Edits the tiers: thresholds, places, and what each side promises. */
export function TierSchemeDialog({ onClose }: { readonly onClose: () => void }) {
  const scheme = useTierScheme()
  return (
    <Modal
      opened
      onClose={onClose}
      title={text.tiers.title}
      size="xl"
      closeButtonProps={{ 'aria-label': text.tiers.cancel }}
    >
      <QueryGate query={scheme}>{(data) => <SchemeForm scheme={data} onClose={onClose} />}</QueryGate>
    </Modal>
  )
}
