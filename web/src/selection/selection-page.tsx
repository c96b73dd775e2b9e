import { Button, Drawer, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useCallback, useMemo, useRef, useState } from 'react'
import * as z from 'zod/mini'
import { useAccess } from '../client/index.ts'
import { toProblem } from '../kit/api/api-error.ts'
import { showFailure, showNotice } from '../kit/feedback/undo-toast.tsx'
import { Tag } from '../kit/figures/badges.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { Page } from '../kit/layout/page.tsx'
import { TopBar } from '../kit/layout/top-bar.tsx'
import { AppLink, useGoTo } from '../kit/routing/app-link.tsx'
import { useUrlState } from '../kit/routing/use-url-state.ts'
import { StateEmpty, StateFailed, StateLoading } from '../kit/states/states.tsx'
import { paths } from '../paths.ts'
import { type CriteriaSet, useCriteriaSets, versionName } from '../program/index.ts'
import { useRanking } from './api/rank-accounts.ts'
import { useSaveWeights } from './api/save-weights.ts'
import { DecisionBookMenu } from './decision-book/book-menu.tsx'
import { useFirmness } from './firmness/api/use-firmness.ts'
import { edgesOf, NO_EDGES } from './firmness/edge-tag.tsx'
import { FirmnessPanel } from './firmness/firmness-panel.tsx'
import { AskOverrideButton } from './overrides/ask-override.tsx'
import { RankingTable } from './ranking-table.tsx'
import { ScorePanel } from './score-panel.tsx'
import classes from './selection.module.css'
import { SpendBiasPanel } from './spend-bias-panel.tsx'
import { text } from './text.ts'
import { TierDecisionPanel } from './tier-decision-panel.tsx'
import type { Ranking } from './types.ts'
import { useWeights, type WeightsState } from './use-weights.ts'
import { WeightsPanel } from './weights-panel.tsx'
import { parseWeights, writeWeights } from './weights-text.ts'

const searchSchema = z.object({
  set: z._default(z.string(), ''),
  q: z._default(z.string(), ''),
  weights: z._default(z.string(), ''),
  account: z._default(z.string(), ''),
})
const TYPING_MILLISECONDS = 200
/** Draws of weights for the firmness of the list: fewer while weights are tried, so that the answer comes soon. */
const DRAWS = { usual: 2_000, whileTrying: 500 } as const

/** The last answer that had a value, while the next is on its way. */
function useLastKnown<Value>(value: Value | null): Value | null {
  const last = useRef<Value | null>(null)
  if (value !== null) last.current = value
  return value ?? last.current
}

/** The account in view over the ranking: its score, and the decision about it. */
function AccountDrawer({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const [isDeciding, setDeciding] = useState(false)
  const goTo = useGoTo()
  const mayDecide = useAccess().may('selection:decide')
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="xl"
      title={text.score.title}
      closeButtonProps={{ 'aria-label': text.score.close }}
    >
      <div className={classes.form}>
        <div className={classes.formButtons}>
          <Button onClick={() => goTo(paths.account(accountId))}>{text.score.openAccount}</Button>
          {isDeciding ? null : <AskOverrideButton accountId={accountId} />}
          {mayDecide && !isDeciding ? (
            <Button variant="filled" onClick={() => setDeciding(true)}>
              {text.decision.title}
            </Button>
          ) : null}
        </div>
        {isDeciding ? <TierDecisionPanel accountIds={[accountId]} onDone={() => setDeciding(false)} /> : null}
        <ScorePanel accountId={accountId} />
      </div>
    </Drawer>
  )
}

/** Why there is no ranking, with the next step. */
function NoRanking({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const goTo = useGoTo()
  const access = useAccess()
  const { code } = toProblem(error)
  if (code === 'economics/no-ledger') {
    const mayImport = access.may('ledger:import')
    return (
      <StateEmpty
        title={text.ranking.noLedgerTitle}
        sentence={mayImport ? text.ranking.noLedgerSentence : text.ranking.noLedgerAsk}
        action={
          mayImport ? (
            <Button variant="filled" onClick={() => goTo(paths.importData())}>
              {text.ranking.openImport}
            </Button>
          ) : undefined
        }
      />
    )
  }
  if (code === 'selection/no-criteria-set') {
    return (
      <StateEmpty
        title={text.ranking.noSetTitle}
        sentence={access.may('program:write') ? text.ranking.noSetSentence : text.ranking.noSetAsk}
        action={
          <Button variant="filled" onClick={() => goTo(paths.criteria())}>
            {text.ranking.openCriteria}
          </Button>
        }
      />
    )
  }
  return <StateFailed error={error} onRetry={onRetry} />
}

function Notice({ set }: { set: CriteriaSet | undefined }) {
  if (!set || (set.status !== 'draft' && !set.isStarter)) return null
  return (
    <div className={classes.notice}>
      {set.isStarter ? text.ranking.starterNotice : text.ranking.draftNotice}{' '}
      <AppLink href={`${paths.criteria()}?set=${set.id}`}>{text.ranking.openCriteria}</AppLink>
    </div>
  )
}

/** Weights at the left, and how to keep them. */
function Weights({
  ranking,
  state,
  set,
  onSaved,
}: {
  ranking: Ranking
  state: WeightsState
  set: CriteriaSet | undefined
  onSaved: (setId: string) => void
}) {
  const save = useSaveWeights()
  const mayWrite = useAccess().may('program:write')
  const label = set?.status === 'draft' ? text.weights.saveToDraft(set.number) : set ? text.weights.saveAsDraft : null
  const onSave = () => {
    if (!set || !state.shown) return
    save.mutate(
      { set, weights: state.shown },
      {
        onSuccess: (draft) => {
          showNotice(text.weights.saved(draft.number))
          state.setWeights(undefined)
          onSaved(draft.id)
        },
        onError: (error) => showFailure(error, toProblem(error).status === 412 ? text.weights.conflict : undefined),
      },
    )
  }
  return (
    <WeightsPanel
      ranking={ranking}
      weights={state.shown}
      onChange={state.setWeights}
      saveLabel={mayWrite ? label : null}
      isSaving={save.isPending}
      onSave={onSave}
    />
  )
}

function SetPicker({
  sets,
  value,
  onChange,
}: {
  sets: readonly CriteriaSet[]
  value: string
  onChange: (id: string) => void
}) {
  if (sets.length < 2) return null
  return (
    <Select
      aria-label={text.ranking.pickSet}
      w={230}
      allowDeselect={false}
      data={sets.map((set) => ({ value: set.id, label: `${versionName(set)} · ${set.name}` }))}
      value={value}
      onChange={(id) => onChange(id ?? '')}
    />
  )
}

/** The whole answer about firmness for the same criteria and weights. */
function firmnessHref({ set, weights }: { readonly set: string; readonly weights: string }): string {
  const query = new URLSearchParams(Object.entries({ set, weights }).filter(([, part]) => part !== ''))
  return query.size > 0 ? `${paths.firmness()}?${query}` : paths.firmness()
}

/** Criteria and weights beside the ranking they make. */
export function SelectionPage() {
  const locale = useLocale()
  const [search, setSearch] = useUrlState(searchSchema)
  const keepWeights = useCallback((weights: string) => setSearch({ weights }), [setSearch])
  const state = useWeights(search.weights, keepWeights)
  const [query] = useDebouncedValue(search.q, TYPING_MILLISECONDS)
  const mayExport = useAccess().may('portfolio:export')
  const sets = useCriteriaSets()
  const ranked = useRanking({
    criteriaSetId: search.set === '' ? undefined : search.set,
    weights: state.asked,
    query: query.trim(),
    spendBias: state.isMoving ? 'without' : 'with',
  })
  const firm = useFirmness(
    {
      criteriaSetId: search.set === '' ? undefined : search.set,
      weights: parseWeights(search.weights),
      draws: search.weights === '' ? DRAWS.usual : DRAWS.whileTrying,
    },
    ranked.isSuccess && !state.isMoving,
  )
  const edges = useMemo(() => (firm.isOld ? NO_EDGES : edgesOf(firm.firmness)), [firm.isOld, firm.firmness])
  const bias = useLastKnown(ranked.data?.pages[0]?.spendBias ?? null)
  const ranking = ranked.data?.pages[0]
  const rows = ranked.data?.pages.flatMap((page) => page.rows) ?? []
  const list = sets.data?.rows ?? []
  const set = list.find(({ id }) => id === (ranking?.criteriaSetId ?? search.set))
  const write = (value: number) => formatNumber(value, { locale })
  const chooseSet = (id: string) => {
    state.setWeights(undefined)
    setSearch({ set: id, weights: '' })
  }
  return (
    <Page
      title={text.ranking.title}
      height="fill"
      topBar={
        <TopBar
          title={text.ranking.title}
          badge={
            set ? <Tag tone={set.status === 'draft' ? 'caution' : 'gain'}>{versionName(set).toLowerCase()}</Tag> : null
          }
          note={ranking ? text.ranking.note(write(ranking.total), write(ranking.eligible)) : text.ranking.loadingNote}
          pickers={<SetPicker sets={list} value={ranking?.criteriaSetId ?? search.set} onChange={chooseSet} />}
          actions={ranking ? <DecisionBookMenu criteriaSetId={search.set} /> : null}
        />
      }
    >
      {ranking ? <Notice set={set} /> : null}
      {ranking === undefined ? (
        <div>
          {ranked.error ? (
            <NoRanking error={ranked.error} onRetry={() => void ranked.refetch()} />
          ) : (
            <StateLoading lines={12} />
          )}
        </div>
      ) : (
        <div className={classes.layout}>
          <div className={classes.left}>
            <Weights ranking={ranking} state={state} set={set} onSaved={(id) => setSearch({ set: id, weights: '' })} />
            <SpendBiasPanel bias={bias} isOld={ranking.spendBias === null} />
            <FirmnessPanel state={firm} href={firmnessHref(search)} />
          </div>
          <section className={classes.right} aria-label={text.ranking.panel} aria-busy={ranked.isPlaceholderData}>
            <RankingTable
              ranking={ranking}
              rows={rows}
              paging={ranked}
              query={search.q}
              onQuery={(q) => setSearch({ q })}
              onOpen={(account) => setSearch({ account }, 'push')}
              edges={edges}
              fileQuestion={
                mayExport
                  ? { criteriaSetId: search.set, weights: writeWeights(state.shown), query: query.trim() }
                  : undefined
              }
            />
          </section>
        </div>
      )}
      {search.account === '' ? null : (
        <AccountDrawer accountId={search.account} onClose={() => setSearch({ account: '' })} />
      )}
    </Page>
  )
}
