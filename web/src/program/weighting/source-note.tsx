import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useAccess } from '../../client/index.ts'
import { showFailure, showNotice } from '../../kit/feedback/undo-toast.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import { useUndoWeights } from './api/weighting.ts'
import { text } from './text.ts'
import type { Method, WeightSource } from './types.ts'
import classes from './weighting.module.css'

const words = text.source

function sentencesOf(source: WeightSource, locale: string | undefined): string[] {
  const methods = (Object.keys(words.method) as Method[])
    .filter((method) => source.methods[method] > 0)
    .map((method) => words.method[method](source.methods[method]))
  const write = (value: number, decimals: number) => formatNumber(value, { locale, decimals })
  const { consistency } = source
  const date = formatDate(source.appliedAt, locale)
  return [
    words.sentence(source.people, methods.join(', '), date, source.byName),
    ...(consistency
      ? [
          words.consistency(
            write(consistency.ratio, 3),
            text.consistency.tables[consistency.table],
            write(consistency.limit, 2),
          ),
        ]
      : []),
    ...(source.reason ? [`${words.reason}: ${source.reason}`] : []),
    ...(source.isCurrent ? [] : [words.changed]),
  ]
}

export interface SourceNoteProps {
  readonly set: {
    readonly id: string
    readonly number: number
    readonly version: number
    readonly weightSource: WeightSource | null
  }
}

function UndoButton({ set }: SourceNoteProps) {
  const undo = useUndoWeights()
  return (
    <Button
      size="xs"
      loading={undo.isPending}
      onClick={() =>
        undo.mutate(set, {
          onSuccess: () => showNotice(words.undone(set.number)),
          onError: (error) => showFailure(error),
        })
      }
    >
      {words.undo}
    </Button>
  )
}

/** Where the weights of a version come from, and the way back; `children` are the further ways. */
export function SourceNote({ set, children }: SourceNoteProps & { readonly children?: ReactNode }) {
  const locale = useLocale()
  const mayWrite = useAccess().may('program:write')
  const source = set.weightSource
  if (!source && !children) return null
  return (
    <section className={classes.source} aria-label={words.title}>
      <p>
        <b>{words.title}:</b> {source ? sentencesOf(source, locale).join(' ') : words.byHand}
      </p>
      <div className={classes.bar}>
        {children}
        {source?.canUndo && mayWrite ? <UndoButton set={set} /> : null}
      </div>
    </section>
  )
}

/** The same on the page of the criteria; from a draft it leads to weighing together. */
export function CriteriaSourceNote({ set }: SourceNoteProps & { readonly set: { readonly status: string } }) {
  const mayWeigh = useAccess().may('selection:judge')
  return (
    <SourceNote set={set}>
      {set.status === 'draft' && mayWeigh ? <AppLink href={paths.weighting(set.id)}>{text.open}</AppLink> : null}
    </SourceNote>
  )
}
