import { Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { toFormErrors } from '../../kit/api/api-error.ts'
import { showFailure, showUndo } from '../../kit/feedback/undo-toast.tsx'
import { readPercent } from '../shared/read-percent.ts'
import { tellAfter } from '../shared/tell-after.ts'
import { useChangeHeading, useHeadingRemoval, useOrderHeadings } from './api/white-space-changes.ts'
import { useProposal } from './api/white-space-queries.ts'
import { text } from './text.ts'
import type { Offering, Unit, WhiteSpaceAxis, WhiteSpacePart } from './types.ts'
import classes from './white-space.module.css'

const words = text.edit

export interface HeadingDialogProps {
  readonly planId: string
  readonly part: WhiteSpacePart
  readonly axis: WhiteSpaceAxis
  readonly heading: Unit | Offering
  readonly mayWrite: boolean
  readonly seesMargins: boolean
  readonly onClose: () => void
}

function isOffering(heading: Unit | Offering): heading is Offering {
  return 'marginSource' in heading
}

function tieOf(heading: Unit | Offering): string {
  if (isOffering(heading)) return heading.productLine === null ? words.onlyName : words.line(heading.productLine)
  return heading.account === null ? words.onlyName : words.company(heading.account.code, heading.account.name)
}

const UNTIED = ''

/** What a heading stands for in the ledger, as a choice is kept: the id of a company, or a product line by its name. */
function keyOfTie(heading: Unit | Offering): string {
  return (isOffering(heading) ? heading.productLine : heading.account?.id) ?? UNTIED
}

/** What it may stand for: nothing, what it stands for now, and all that no other heading stands for yet. */
function useTieChoices(planId: string, heading: Unit | Offering) {
  const { data } = useProposal(planId)
  const now = keyOfTie(heading)
  const name = isOffering(heading)
    ? heading.productLine
    : heading.account && `${heading.account.name} · ${heading.account.code}`
  const free = isOffering(heading)
    ? (data?.offerings ?? []).map(({ productLine }) => ({ value: productLine, label: productLine }))
    : (data?.units ?? []).map(({ accountId, name: company, code }) => ({
        value: accountId,
        label: `${company} · ${code}`,
      }))
  return [
    { value: UNTIED, label: words.untied },
    ...(now === UNTIED || free.some(({ value }) => value === now) ? [] : [{ value: now, label: name ?? now }]),
    ...free,
  ]
}

/** The ids of an axis after one of them has moved by a step. */
function movedIds(ids: readonly string[], id: string, step: 1 | -1): string[] {
  const from = ids.indexOf(id)
  const to = from + step
  if (from < 0 || to < 0 || to >= ids.length) return [...ids]
  const rest = ids.filter((one) => one !== id)
  return [...rest.slice(0, to), id, ...rest.slice(to)]
}

function useHeadingForm({ planId, axis, heading, onClose }: HeadingDialogProps) {
  const change = useChangeHeading(planId)
  const first = isOffering(heading) && heading.marginSource === 'people' ? heading.marginRate : null
  const firstMargin = first === null ? '' : String(Number((first * 100).toFixed(4)))
  const [name, setName] = useState(heading.name)
  const [margin, setMargin] = useState(firstMargin)
  const [tie, setTie] = useState(keyOfTie(heading))
  const [isTried, setTried] = useState(false)
  const rate = readPercent(margin, -1)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || rate === undefined) return
    const content = {
      ...(name.trim() === heading.name ? {} : { name: name.trim() }),
      ...(margin === firstMargin ? {} : { marginRate: rate }),
      ...(tie === keyOfTie(heading)
        ? {}
        : { [axis === 'units' ? 'accountId' : 'productLine']: tie === UNTIED ? null : tie }),
    }
    change.mutate({ axis, id: heading.id, version: heading.version, ...content }, { onSuccess: onClose })
  }
  const refused = change.error ? toFormErrors(change.error, ['name', 'marginRate', 'accountId', 'productLine']) : null
  return {
    name,
    margin,
    tie,
    setTie,
    submit,
    setName,
    setMargin,
    isBusy: change.isPending,
    nameFault: isTried && name.trim() === '' ? words.nameMissing : refused?.fields.name,
    tieFault: refused?.fields.accountId ?? refused?.fields.productLine,
    marginFault: rate === undefined ? words.notAPercentage : refused?.fields.marginRate,
    failure: refused?.form ?? null,
  }
}

/** One row or column: its name, what it stands for in the ledger, its place, and taking it out. */
export function HeadingDialog(props: HeadingDialogProps) {
  const { planId, part, axis, heading, mayWrite, seesMargins, onClose } = props
  const form = useHeadingForm(props)
  const ties = useTieChoices(planId, heading)
  return (
    <Modal opened onClose={onClose} title={words[axis]} closeButtonProps={{ 'aria-label': words.cancel }}>
      <form className={classes.form} onSubmit={form.submit} noValidate>
        <TextInput
          label={words.name}
          required
          data-autofocus
          maxLength={120}
          readOnly={!mayWrite}
          value={form.name}
          error={form.nameFault}
          onChange={(event) => form.setName(event.currentTarget.value)}
        />
        {mayWrite ? (
          <NativeSelect
            label={words.tie}
            description={words.tieHint}
            data={ties}
            value={form.tie}
            error={form.tieFault}
            onChange={(event) => form.setTie(event.currentTarget.value)}
          />
        ) : (
          <p className={classes.muted}>{tieOf(heading)}</p>
        )}
        {isOffering(heading) && seesMargins ? (
          <TextInput
            label={words.margin}
            description={words.marginHint[heading.marginSource]}
            inputMode="decimal"
            readOnly={!mayWrite}
            placeholder={
              heading.marginSource === 'ledger' ? String(Number(((heading.marginRate ?? 0) * 100).toFixed(1))) : ''
            }
            value={form.margin}
            error={form.marginFault}
            onChange={(event) => form.setMargin(event.currentTarget.value)}
          />
        ) : null}
        {form.failure ? (
          <div role="alert" className={classes.notice}>
            <b>{words.refused}</b> {form.failure}
          </div>
        ) : null}
        {mayWrite ? (
          <>
            <HeadingDeeds planId={planId} part={part} axis={axis} heading={heading} onClose={onClose} />
            <div className={classes.buttons}>
              <Button onClick={onClose}>{words.cancel}</Button>
              <Button type="submit" variant="filled" loading={form.isBusy}>
                {words.save}
              </Button>
            </div>
          </>
        ) : null}
      </form>
    </Modal>
  )
}

type HeadingDeedsProps = Pick<HeadingDialogProps, 'planId' | 'part' | 'axis' | 'heading' | 'onClose'>

function HeadingDeeds({ planId, part, axis, heading, onClose }: HeadingDeedsProps) {
  const order = useOrderHeadings(planId)
  const { remove, restore } = useHeadingRemoval(planId)
  const ids = part[axis].map(({ id }) => id)
  const at = ids.indexOf(heading.id)
  const move = (step: 1 | -1) => order.mutate({ axis, ids: movedIds(ids, heading.id, step) })
  const takeOut = () =>
    tellAfter(remove.mutateAsync({ axis, id: heading.id, version: heading.version }), {
      onSuccess: ({ id, version }) => {
        showUndo({
          message: words.removed(heading.name),
          undo: () => restore.mutateAsync({ axis, id, version }),
        })
        onClose()
      },
      onError: (error) => showFailure(error, text.notSaved),
    })
  return (
    <div className={classes.buttons}>
      <Button disabled={at <= 0 || order.isPending} onClick={() => move(-1)}>
        {words.earlier}
      </Button>
      <Button disabled={at >= ids.length - 1 || order.isPending} onClick={() => move(1)}>
        {words.later}
      </Button>
      <Button loading={remove.isPending} onClick={takeOut}>
        {words.remove}
      </Button>
    </div>
  )
}
