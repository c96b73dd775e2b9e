import { Button, Checkbox, Modal, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useAccess } from '../client/index.ts'
import { TierBadge } from '../kit/figures/badges.tsx'
import { ConfidenceText } from '../kit/figures/confidence-text.tsx'
import { ScoreBar } from '../kit/figures/score-bar.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { ExportMenu } from '../kit/layout/export-menu.tsx'
import { Panel } from '../kit/layout/panel.tsx'
import { AppLink, useGoTo } from '../kit/routing/app-link.tsx'
import { QueryGate } from '../kit/states/query-gate.tsx'
import { StateEmpty } from '../kit/states/states.tsx'
import { paths } from '../paths.ts'
import { useProposals } from './api/selection-queries.ts'
import { fileChoices } from './export-choices.ts'
import { ExceptionTag } from './overrides/exception-tag.tsx'
import { proposalReason } from './proposal-reason.ts'
import classes from './selection.module.css'
import { text } from './text.ts'
import { TierDecisionPanel } from './tier-decision-panel.tsx'
import type { TierPlaces, TierProposal } from './types.ts'

const OUT = 'out'
const MOST_AT_ONCE = 200

function TierName({ tier, tiers }: { tier: string; tiers: readonly TierPlaces[] }) {
  if (tier === OUT) return <span className={classes.muted}>{text.tiers.outTag}</span>
  return <TierBadge tier={tier} level={tiers.findIndex(({ key }) => key === tier)} />
}

interface RowProps {
  readonly proposal: TierProposal
  readonly tiers: readonly TierPlaces[]
  readonly isSelected: boolean
  /** Undefined for people who may only look. */
  readonly onToggle: (() => void) | undefined
}

function ProposalRow({ proposal, tiers, isSelected, onToggle }: RowProps) {
  const locale = useLocale()
  const { account, score, rank, confidence, tier, proposedTier, reason, fullTier, exception } = proposal
  return (
    <tr aria-selected={onToggle ? isSelected : undefined}>
      {onToggle ? (
        <td>
          <Checkbox
            radius="xs"
            size="xs"
            aria-label={text.tiers.select(account.name)}
            checked={isSelected}
            onChange={onToggle}
          />
        </td>
      ) : null}
      <th scope="row">
        <AppLink href={paths.accountTab(account.id, 'score')}>{account.name}</AppLink>{' '}
        <ExceptionTag exception={exception} />
      </th>
      <td data-label={text.tiers.from}>
        <TierName tier={tier} tiers={tiers} />
      </td>
      <td data-label={text.tiers.to}>
        <TierName tier={proposedTier} tiers={tiers} />
      </td>
      <td data-label={text.tiers.score}>
        <ScoreBar score={score} width={60} />
      </td>
      <td data-label={text.tiers.rank} data-align="end">
        {rank === null ? '–' : formatNumber(rank, { locale })}
      </td>
      <td>
        <ConfidenceText fraction={confidence} />
      </td>
      <td className={classes.muted} data-wide="true">
        {proposalReason(reason, fullTier)}
      </td>
    </tr>
  )
}

interface ListProps {
  readonly proposals: readonly TierProposal[]
  readonly tiers: readonly TierPlaces[]
  readonly selected: ReadonlySet<string>
  readonly onSelect: ((selected: ReadonlySet<string>) => void) | undefined
}

function ProposalTable({ proposals, tiers, selected, onSelect }: ListProps) {
  const ids = proposals.slice(0, MOST_AT_ONCE).map(({ account }) => account.id)
  const isAll = ids.length > 0 && ids.every((id) => selected.has(id))
  const toggle = (id: string) => {
    const next = new Set(selected)
    if (!next.delete(id) && next.size < MOST_AT_ONCE) next.add(id)
    onSelect?.(next)
  }
  return (
    <>
      {onSelect ? (
        <Checkbox
          radius="xs"
          size="xs"
          label={text.tiers.selectAll}
          checked={isAll}
          indeterminate={!isAll && ids.some((id) => selected.has(id))}
          onChange={() => onSelect(isAll ? new Set() : new Set(ids))}
        />
      ) : null}
      <div className={classes.scroll}>
        <table className={`${classes.table} ${classes.cardTable}`} aria-label={text.tiers.proposals}>
          <thead>
            <tr>
              {onSelect ? <td /> : null}
              <th scope="col">{text.tiers.account}</th>
              <th scope="col">{text.tiers.from}</th>
              <th scope="col">{text.tiers.to}</th>
              <th scope="col">{text.tiers.score}</th>
              <th scope="col" data-align="end">
                {text.tiers.rank}
              </th>
              <th scope="col">{text.tiers.evidence}</th>
              <th scope="col">{text.tiers.reason}</th>
            </tr>
          </thead>
          <tbody>
            {proposals.map((proposal) => (
              <ProposalRow
                key={proposal.account.id}
                proposal={proposal}
                tiers={tiers}
                isSelected={selected.has(proposal.account.id)}
                onToggle={onSelect ? () => toggle(proposal.account.id) : undefined}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function NoProposals() {
  const goTo = useGoTo()
  return (
    <StateEmpty
      title={text.tiers.noProposals}
      sentence={text.tiers.noProposalsSentence}
      action={<Button onClick={() => goTo(paths.selection())}>{text.tiers.openRanking}</Button>}
    />
  )
}

/** The tier all chosen accounts are proposed for, if it is one. */
function commonTier(proposals: readonly TierProposal[], selected: ReadonlySet<string>): string | undefined {
  const wanted = new Set(
    proposals.filter(({ account }) => selected.has(account.id)).map(({ proposedTier }) => proposedTier),
  )
  return wanted.size === 1 ? [...wanted][0] : undefined
}

function dialogTitle(proposals: readonly TierProposal[], ids: readonly string[], locale: string | undefined): string {
  const only = ids.length === 1 ? proposals.find(({ account }) => account.id === ids[0]) : undefined
  return only
    ? text.decision.dialogTitleOne(only.account.name)
    : text.decision.dialogTitle(formatNumber(ids.length, { locale }))
}

function Proposals({ proposals, tiers }: { proposals: readonly TierProposal[]; tiers: readonly TierPlaces[] }) {
  const locale = useLocale()
  const mayDecide = useAccess().may('selection:decide')
  const [filter, setFilter] = useState('')
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [isDeciding, setDeciding] = useState(false)
  const shown = filter === '' ? proposals : proposals.filter(({ proposedTier }) => proposedTier === filter)
  const targets = [...tiers.map(({ key }) => key), OUT].filter((key) =>
    proposals.some((entry) => entry.proposedTier === key),
  )
  // A decided account leaves the list; it must not stay chosen unseen.
  const ids = proposals.map(({ account }) => account.id).filter((id) => selected.has(id))
  const chooseFilter = (next: string) => {
    setFilter(next)
    setSelected(new Set())
  }
  return (
    <>
      {targets.length > 1 ? (
        <SegmentedControl
          size="xs"
          className={classes.filters}
          value={filter}
          onChange={chooseFilter}
          data={[
            { value: '', label: text.tiers.all },
            ...targets.map((key) => ({ value: key, label: key === OUT ? text.tiers.out : text.tiers.into(key) })),
          ]}
        />
      ) : null}
      <ProposalTable
        proposals={shown}
        tiers={tiers}
        selected={selected}
        onSelect={mayDecide ? setSelected : undefined}
      />
      {ids.length > 0 ? (
        <div className={classes.selectBar}>
          <span role="status">{text.tiers.selected(formatNumber(ids.length, { locale }))}</span>
          <Button onClick={() => setSelected(new Set())}>{text.tiers.clear}</Button>
          <Button variant="filled" onClick={() => setDeciding(true)}>
            {text.tiers.decide}
          </Button>
        </div>
      ) : null}
      <Modal
        opened={isDeciding}
        onClose={() => setDeciding(false)}
        title={dialogTitle(proposals, ids, locale)}
        size="lg"
        closeButtonProps={{ 'aria-label': text.decision.cancel }}
      >
        <TierDecisionPanel
          frame="plain"
          accountIds={ids}
          tier={commonTier(proposals, selected)}
          areProposalsMixed={ids.length > 1 && commonTier(proposals, selected) === undefined}
          onDone={() => {
            setDeciding(false)
            setSelected(new Set())
          }}
        />
      </Modal>
    </>
  )
}

/** Moves the scores propose; several can be decided at once. */
export function ProposalsPanel({ tiers }: { readonly tiers: readonly TierPlaces[] }) {
  const locale = useLocale()
  const query = useProposals()
  const mayExport = useAccess().may('portfolio:export')
  const total = query.data?.pages[0]?.total
  const read = query.data?.pages.reduce((sum, { rows }) => sum + rows.length, 0) ?? 0
  return (
    <Panel
      title={text.tiers.proposals}
      subtitle={
        total === undefined
          ? text.tiers.proposalsNote
          : `${text.tiers.count(formatNumber(read, { locale }), formatNumber(total, { locale }))} · ${text.tiers.proposalsNote}`
      }
      actions={
        mayExport && total !== undefined && total > 0 ? (
          <ExportMenu
            label={text.tiers.proposals}
            choices={fileChoices('proposals', formatNumber(total, { locale }))}
          />
        ) : null
      }
    >
      <QueryGate query={query}>
        {({ pages }) => {
          const proposals = pages.flatMap(({ rows }) => rows)
          return proposals.length === 0 ? <NoProposals /> : <Proposals proposals={proposals} tiers={tiers} />
        }}
      </QueryGate>
      {query.hasNextPage ? (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {text.tiers.more}
        </Button>
      ) : null}
    </Panel>
  )
}
