import { Button } from '@mantine/core'
import { useState } from 'react'
import * as z from 'zod/mini'
import { registerReasons } from '../../kit/figures/reasons.ts'
import { PageStack } from '../../kit/layout/page.tsx'
import { useUrlState } from '../../kit/routing/use-url-state.ts'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import type { PartProps } from '../part-props.ts'
import { useValue } from './api/value-queries.ts'
import { CaseDialog } from './case-dialog.tsx'
import { CaseList } from './case-list.tsx'
import { CaseView } from './case-view.tsx'
import { text } from './text.ts'
import { BENEFICIARIES, type Beneficiary, type ValuePart as Value, type ValueCase } from './types.ts'
import classes from './value.module.css'

registerReasons(text.reasons)

const valueState = z.object({ case: z.optional(z.string()) })

/** What working together is worth in money, to the customer and to us, and when it has paid for itself. */
export function ValuePart(props: PartProps) {
  const value = useValue(props.plan.id)
  return <QueryGate query={value}>{(part) => <Cases {...props} part={part} />}</QueryGate>
}

function Cases({ plan, access, mayWrite, part }: PartProps & { readonly part: Value }) {
  const [state, setState] = useUrlState<{ case?: string | undefined }>(valueState)
  const [writing, setWriting] = useState<ValueCase | Beneficiary | null>(null)
  const [addedId, setAddedId] = useState<string | null>(null)
  const { cases, currency } = part
  const shown = cases.find(({ id }) => id === state.case) ?? cases[0]
  const show = (id: string) => setState({ case: id })
  return (
    <>
      {shown === undefined ? (
        <Empty mayWrite={mayWrite} seesMargins={access.seesMargins} onAdd={setWriting} />
      ) : (
        <PageStack>
          <div className={classes.bar}>
            <p className={classes.muted}>
              {text.count(cases.length)}. {text.currency(currency)}.{access.seesMargins ? '' : ` ${text.hidden}`}
            </p>
            {mayWrite ? (
              <Button variant="filled" onClick={() => setWriting('customer')}>
                {text.add}
              </Button>
            ) : null}
          </div>
          {cases.length > 1 ? <CaseList cases={cases} shownId={shown.id} onShow={show} /> : null}
          <CaseView
            key={shown.id}
            plan={plan}
            valueCase={shown}
            currency={currency}
            mayWrite={mayWrite}
            isNew={shown.id === addedId}
            onChange={() => setWriting(shown)}
          />
        </PageStack>
      )}
      {writing === null ? null : (
        <CaseDialog
          planId={plan.id}
          subject={writing}
          seesMargins={access.seesMargins}
          onAdded={({ id }) => {
            setAddedId(id)
            show(id)
          }}
          onClose={() => setWriting(null)}
        />
      )}
    </>
  )
}

interface EmptyProps {
  readonly mayWrite: boolean
  readonly seesMargins: boolean
  readonly onAdd: (beneficiary: Beneficiary) => void
}

function Empty({ mayWrite, seesMargins, onAdd }: EmptyProps) {
  const choices = BENEFICIARIES.filter((one) => one === 'customer' || seesMargins)
  return (
    <StateEmpty
      title={text.empty.title}
      sentence={`${mayWrite ? text.empty.sentence : text.empty.readOnly}${seesMargins ? '' : ` ${text.hidden}`}`}
      action={
        mayWrite ? (
          <div className={classes.buttons}>
            {choices.map((one) => (
              <Button key={one} variant={one === 'customer' ? 'filled' : 'default'} onClick={() => onAdd(one)}>
                {text.empty[one]}
              </Button>
            ))}
          </div>
        ) : undefined
      }
    />
  )
}
