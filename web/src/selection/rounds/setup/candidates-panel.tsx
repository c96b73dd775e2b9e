import { Button, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { client, inWorkspace } from '../../../client/index.ts'
import { toProblem } from '../../../kit/api/api-error.ts'
import { useLocale } from '../../../kit/format/locale.tsx'
import { formatNumber } from '../../../kit/format/number.ts'
import { Panel } from '../../../kit/layout/panel.tsx'
import { useChangeRound } from '../api/round-changes.ts'
import classes from '../rounds.module.css'
import { text } from '../text.ts'
import type { RoundDetail } from '../types.ts'

const MOST = 500
const PAGE = 200
const USUAL = 40

/** The best accounts of the ranking under the round's criteria, as many as are wanted. */
async function bestOfRanking(round: RoundDetail, wanted: number, query: string): Promise<string[]> {
  const ids: string[] = []
  while (ids.length < wanted) {
    const limit = Math.min(PAGE, wanted - ids.length)
    const set = round.criteriaSet ? { criteriaSetId: round.criteriaSet.id } : {}
    const { rows } = await client.selection.rank(
      inWorkspace({ offset: ids.length, limit, query, spendBias: 'without' as const, ...set }),
    )
    ids.push(...rows.map(({ account }) => account.id))
    if (rows.length < limit) break
  }
  return ids
}

/** Who is scored: the best of the ranking, or accounts by code. Kept as soon as they are chosen. */
export function CandidatesPanel({ round }: { readonly round: RoundDetail }) {
  const locale = useLocale()
  const change = useChangeRound(round)
  const [wanted, setWanted] = useState<number | string>(USUAL)
  const [filter, setFilter] = useState('')
  const [codes, setCodes] = useState('')
  const current = round.candidateList.map(({ id }) => id)
  const take = useMutation({
    mutationFn: async () => {
      const best = await bestOfRanking(round, Math.min(MOST, Math.max(1, Number(wanted) || USUAL)), filter.trim())
      return change.mutateAsync({ accountIds: [...new Set([...current, ...best])].slice(0, MOST) })
    },
  })
  const add = () => {
    const list = codes.split(/[\n\r,;\t]+/).flatMap((code) => (code.trim() === '' ? [] : [code.trim()]))
    if (list.length > 0) change.mutate({ codes: list }, { onSuccess: () => setCodes('') })
  }
  const error = take.error ?? change.error
  const isBusy = take.isPending || change.isPending
  return (
    <Panel
      title={text.setup.candidates}
      subtitle={text.setup.candidateCount(formatNumber(round.candidates, { locale }))}
      actions={
        current.length > 0 ? (
          <Button disabled={isBusy} onClick={() => change.mutate({ accountIds: [] })}>
            {text.setup.clear}
          </Button>
        ) : undefined
      }
    >
      <div className={classes.form}>
        <div className={classes.raterRow}>
          <TextInput
            label={text.setup.filter}
            maxLength={120}
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
          />
          <NumberInput label={text.setup.howMany} min={1} max={MOST} value={wanted} onChange={setWanted} />
          <Button loading={take.isPending} disabled={isBusy} onClick={() => take.mutate()}>
            {text.setup.fromRanking}
          </Button>
        </div>
        <Textarea
          label={text.setup.codes}
          value={codes}
          autosize
          minRows={2}
          maxRows={8}
          onChange={(event) => setCodes(event.currentTarget.value)}
        />
        <div className={classes.formButtons}>
          <Button disabled={codes.trim() === '' || isBusy} loading={change.isPending} onClick={add}>
            {text.setup.addCodes}
          </Button>
        </div>
        {error ? <CandidateFaults error={error} written={codes} /> : null}
        {current.length === 0 ? <p className={classes.muted}>{text.setup.noCandidates}</p> : null}
        <ol className={classes.candidates}>
          {round.candidateList.map(({ id, code, name }) => (
            <li key={id}>
              <span>
                {name} <span className={classes.muted}>{code}</span>
              </span>
              <Button
                aria-label={text.setup.remove(name)}
                disabled={isBusy}
                onClick={() => change.mutate({ accountIds: current.filter((one) => one !== id) })}
              >
                ×
              </Button>
            </li>
          ))}
        </ol>
      </div>
    </Panel>
  )
}

/** Which of the pasted codes is not known, by the code itself. */
function CandidateFaults({ error, written }: { error: unknown; written: string }) {
  const problem = toProblem(error)
  const codes = written.split(/[\n\r,;\t]+/).flatMap((code) => (code.trim() === '' ? [] : [code.trim()]))
  const wordsOf = (path: string, message: string) => {
    const [part, place] = path.split('.')
    return part === 'codes' ? `${codes[Number(place)] ?? place}: ${message}` : message
  }
  return (
    <div role="alert" className={classes.notice} data-tone="loss">
      {problem.errors.length === 0 ? problem.detail : null}
      <ul className={classes.plainList}>
        {problem.errors.slice(0, PAGE).map(({ path, message }) => (
          <li key={path}>{wordsOf(path, message)}</li>
        ))}
      </ul>
    </div>
  )
}
